package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers by which a client names an answer to its operator, and knows whether to ask again. */
final class AnswerHeadersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MESSAGES =
            "{\"model\":\"sage\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start();
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    @Test
    void every_answer_has_one_request_id_in_both_vendors_headers_and_in_the_log() throws Exception {
        HttpResponse<String> good = gate.post("/v1/chat/completions", TestGate.CHAT);
        HttpResponse<String> stream = stream();
        HttpResponse<String> list = gate.get("/v1/models");
        HttpResponse<String> refused = gate.get("/v1/nothing");

        List<String> ids = List.of(good, stream, list, refused).stream()
                .map(AnswerHeadersTest::id)
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("req_[0-9a-f]{32}"));
        assertThat(gate.requestLines(4))
                .map(line -> JSON.readTree(line).get("request").textValue())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void an_error_of_anthropics_form_repeats_the_request_id() throws Exception {
        HttpResponse<String> refused = gate.post("/v1/messages", "{}");

        assertThat(JSON.readTree(refused.body()).get("request_id").textValue()).isEqualTo(id(refused));
    }

    @Test
    void what_is_no_http_gets_a_request_id_too() {
        try (Wire wire = gate.wire()) {
            assertThat(wire.send("hello\r\n\r\n").rest())
                    .containsPattern("\r\nrequest-id: req_[0-9a-f]{32}\r\n")
                    .containsPattern("\r\nx-request-id: req_[0-9a-f]{32}\r\n")
                    .contains("\r\nx-should-retry: false\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 400", "404, 404", "403, 502", "413, 413", "422, 422"})
    void a_refusal_that_nothing_will_change_says_not_to_retry(int upstream, int status) {
        gate.liteLlm.answer(call -> call.fail(upstream, "{}"));
        HttpResponse<String> refused = gate.post("/v1/chat/completions", TestGate.CHAT);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
        assertThat(refused.headers().firstValue("retry-after")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429, 429", "503, 503"})
    void a_refusal_that_passes_says_when_to_retry(int upstream, int status) {
        gate.liteLlm.answer(call -> call.fail(upstream, "{}"));
        HttpResponse<String> refused = gate.post("/v1/messages", MESSAGES);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.headers().firstValue("x-should-retry")).isEmpty();
        assertThat(refused.headers().firstValue("retry-after").orElse("")).matches("[1-9][0-9]*");
    }

    @Test
    void a_wrong_key_and_a_missing_one_are_definite() {
        for (String key : List.of("sk-ant-api03-abc", "pk-00000000-" + "x".repeat(43))) {
            HttpResponse<String> refused = withKey(key);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
        }
    }

    @Test
    void a_key_of_another_service_is_not_called_none() {
        assertThat(withKey("sk-ant-api03-abc").body())
                .contains("key: the key sent does not begin with pk-. Send a virtual key of this gateway")
                .doesNotContain("sk-ant");
    }

    @Test
    void pages_may_read_what_clients_act_on() {
        HttpResponse<String> answer = gate.send(gate.request("/v1/models")
                .header("origin", "https://chat.example.com")
                .build());

        assertThat(answer.headers()
                        .firstValue("access-control-expose-headers")
                        .orElse("")
                        .split(", "))
                .contains("request-id", "x-request-id", "retry-after", "x-should-retry", "x-portcullis-dropped")
                .contains("x-portcullis-cost-usd", "x-portcullis-count")
                .contains("x-ratelimit-limit-requests", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens")
                .contains("anthropic-ratelimit-requests-limit", "anthropic-ratelimit-tokens-reset");
    }

    @Test
    void bedrock_that_answers_503_was_reached() {
        gate.liteLlm.answer(call -> call.fail(503, "{}"));

        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT).body())
                .contains("Bedrock answered 503: this model has no capacity at the moment. Try again")
                .contains("\"code\":\"upstream_overloaded\"");
    }

    private HttpResponse<String> stream() {
        gate.liteLlm.answer(call -> {
            call.stream("data: {}\n\n");
            call.response().end();
        });
        return gate.post("/v1/chat/completions", TestGate.CHAT_STREAM);
    }

    private HttpResponse<String> withKey(String key) {
        return gate.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.gate.port() + "/v1/key"))
                .header("cf-access-jwt-assertion", gate.token())
                .header("x-api-key", key)
                .build());
    }

    private static String id(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("request-id").orElse("none");
        assertThat(answer.headers().firstValue("x-request-id")).contains(id);
        return id;
    }
}
