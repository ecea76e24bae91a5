package dev.portcullis.gate.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodiesTest {

    @Test
    void openai_has_message_type_param_and_code() {
        assertThat(text(ApiShape.OPENAI_CHAT, 404))
                .isEqualTo(
                        "{\"error\":{\"message\":\"a \\\"b\\\"\\n\",\"type\":\"invalid_request_error\",\"param\":null,"
                                + "\"code\":\"some_code\"}}");
        assertThat(text(ApiShape.MODELS, 404)).isEqualTo(text(ApiShape.OPENAI_CHAT, 404));
    }

    @Test
    void anthropic_has_type_and_message() {
        assertThat(text(ApiShape.ANTHROPIC_COUNT_TOKENS, 404))
                .isEqualTo(
                        "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"a \\\"b\\\"\\n\"},"
                                + "\"request_id\":\"req_1\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, invalid_request_error",
        "401, authentication_error, authentication_error",
        "402, invalid_request_error, billing_error",
        "403, invalid_request_error, permission_error",
        "404, invalid_request_error, not_found_error",
        "413, invalid_request_error, request_too_large",
        "415, invalid_request_error, invalid_request_error",
        "429, rate_limit_error, rate_limit_error",
        "500, server_error, api_error",
        "502, server_error, api_error",
        "503, server_error, overloaded_error",
        "504, server_error, timeout_error"
    })
    void every_status_has_the_vendors_word(int status, String openAi, String anthropic) {
        assertThat(text(ApiShape.OPENAI_RESPONSES, status)).contains("\"type\":\"" + openAi + "\"");
        assertThat(text(ApiShape.ANTHROPIC_MESSAGES, status)).contains("\"error\":{\"type\":\"" + anthropic + "\"");
    }

    @Test
    void a_stream_ends_with_an_event_of_its_api() {
        assertThat(event(ApiShape.OPENAI_CHAT))
                .isEqualTo("data: {\"error\":{\"message\":\"gone\",\"type\":\"server_error\",\"param\":null,"
                        + "\"code\":\"upstream_error\"}}\n\n");
        assertThat(event(ApiShape.ANTHROPIC_MESSAGES))
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\","
                        + "\"message\":\"gone\"},\"request_id\":\"req_1\"}\n\n");
        assertThat(event(ApiShape.OPENAI_RESPONSES))
                .isEqualTo("event: response.failed\ndata: {\"type\":\"response.failed\",\"sequence_number\":0,"
                        + "\"response\":{\"id\":\"\",\"object\":\"response\",\"status\":\"failed\",\"output\":[],"
                        + "\"error\":{\"code\":\"upstream_error\",\"message\":\"gone\"}}}\n\n");
    }

    private static String text(ApiShape shape, int status) {
        return new String(ErrorBodies.of(shape, status, "some_code", "a \"b\"\n", "req_1"), StandardCharsets.UTF_8);
    }

    private static String event(ApiShape shape) {
        return ErrorBodies.sseEvent(shape, 502, "upstream_error", "gone", "req_1");
    }
}
