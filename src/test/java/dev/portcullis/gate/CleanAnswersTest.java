package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and errors as the vendors' APIs give them, whatever LiteLLM says. */
final class CleanAnswersTest {
    private static final String MESSAGES =
            "{\"model\":\"sage\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String RESPONSES = "{\"model\":\"sage\",\"stream\":true,\"input\":\"hi\"}";
    private static final String TOO_LONG = "{\"error\":{\"message\":\"litellm.BadRequestError: BedrockException -"
            + " {\\\"message\\\":\\\"Input is too long for requested model.\\\"}. Received Model Group=sage\"}}";

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
    void an_answer_has_the_models_name_its_cost_and_nothing_of_litellms() {
        gate.liteLlm.answer(call -> call.json("{\"id\":\"1\",\"model\":\"converse/eu.anthropic.sage-1\",\"choices\":[{"
                + "\"finish_reason\":\"tool_calls\",\"message\":{\"content\":\"{}\",\"provider_specific_fields\":{}}}],"
                + "\"usage\":{\"prompt_tokens\":3000,\"completion_tokens\":7,\"cost\":0.1}}"));
        HttpResponse<String> answer = gate.post("/v1/chat/completions", TestGate.CHAT);

        assertThat(answer.headers().firstValue("x-portcullis-cost-usd")).contains("0.003035");
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"1\",\"model\":\"sage\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":{"
                        + "\"content\":\"{}\"}}],\"usage\":{\"prompt_tokens\":3000,\"completion_tokens\":7}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[litellm", "<html>", "null", "\"text\"", "[]", "{\"a\":"})
    void what_is_no_json_object_is_no_answer(String body) {
        gate.liteLlm.answer(call -> call.json(body));
        HttpResponse<String> answer = gate.post("/v1/chat/completions", TestGate.CHAT);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body())
                .contains("\"message\":\"The model service sent no answer that can be read. Try again\"")
                .contains("\"code\":\"upstream_failed\"");
    }

    @Test
    void a_text_far_beyond_the_context_is_refused_before_litellm_has_to_read_it() {
        gate.liteLlm.answer(call -> call.json("{}"));
        String chat = TestGate.CHAT.replace("hi", "word ".repeat(800_000)).replace("\"sage\"", "\"scribe\"");
        HttpResponse<String> answer = gate.post("/v1/chat/completions", chat);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"context_length_exceeded\"", "maximum context length is 128000 tokens");
        assertThat(gate.liteLlm.waiting()).isZero();
        assertThat(gate.post("/v1/chat/completions", chat.replace("scribe", "sage"))
                        .statusCode())
                .as("one that may fit")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/chat/completions | {'model':'sage','messages':[{'role':'user','content':'hi'}]}"
                        + "| {'id':'1','object':'chat.completion','choices':[]}",
                "/v1/messages | {'model':'sage','max_tokens':9,'messages':[{'role':'user','content':'hi'}]}"
                        + "| {'id':'1','type':'message','content':[]}",
                "/v1/responses | {'model':'sage','input':'hi'} | {'id':'1','object':'response','output':[]}",
                "/v1/embeddings | {'model':'vector','input':'hi'} | {'object':'list','data':[]}",
                "/v1/embeddings | {'model':'vector','input':'hi','encoding_format':'base64'} | {'object':'list','data':[]}",
                "/v1/images/generations | {'model':'brush','prompt':'hi'} | {'created':1,'data':[]}"
            })
    void an_answer_has_only_the_fields_of_its_api(String path, String asked, String known) {
        String answer = known.replace('\'', '"');
        String more = answer.substring(0, answer.length() - 1) + ",\"litellm_count_source\":\"x\",\"new_one\":{}}";
        gate.liteLlm.answer(call -> call.json(more));

        assertThat(gate.post(path, asked.replace('\'', '"')).body()).isEqualTo(answer);
    }

    @Test
    void the_arguments_of_a_tool_are_the_models_own() {
        String answer = "{\"type\":\"message\",\"model\":\"sage\",\"content\":[{\"type\":\"tool_use\",\"input\":"
                + "{\"provider_specific_fields\":1,\"model\":\"x\"}}]}";
        gate.liteLlm.answer(call -> call.json(answer));

        assertThat(gate.post("/v1/messages", MESSAGES).body()).isEqualTo(answer);
    }

    @Test
    void the_events_of_a_stream_are_cleaned_alike() {
        gate.liteLlm.answer(call -> {
            call.stream(
                    "data: {\"model\":\"eu.anthropic.sage-1\",\"choices\":[{\"delta\":{\"content\":\"{\","
                            + "\"provider_specific_fields\":{}}}]}\n\n",
                    "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n");
            call.response().end("data: [DONE]\n\n");
        });

        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT_STREAM).body())
                .isEqualTo("data: {\"model\":\"sage\",\"choices\":[{\"delta\":{\"content\":\"{\"}}]}\n\n"
                        + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    }

    @Test
    void an_error_within_a_stream_is_rebuilt_and_the_last_event() {
        gate.liteLlm.answer(call -> {
            call.stream("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
            call.response()
                    .end("data: {\"error\":{\"message\":\"litellm.InternalServerError: BedrockException\",\"code\":"
                            + "\"500\"}}\n\ndata: [DONE]\n\n");
        });

        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT_STREAM).body())
                .isEqualTo("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"error\":{\"message\":"
                        + "\"The model service broke the answer off. Try again\",\"type\":\"server_error\",\"param\":null,"
                        + "\"code\":\"upstream_broke_off\"}}\n\n");
    }

    @Test
    void a_full_context_is_told_in_the_words_that_clients_know() {
        gate.liteLlm.answer(call -> call.fail(400, TOO_LONG));
        HttpResponse<String> chat = gate.post("/v1/chat/completions", TestGate.CHAT);
        HttpResponse<String> messages = gate.post("/v1/messages", MESSAGES);
        HttpResponse<String> responses = gate.post("/v1/responses", RESPONSES);

        assertThat(chat.statusCode()).isEqualTo(400);
        assertThat(chat.body())
                .contains("\"code\":\"context_length_exceeded\"", "maximum context length is 1000000 tokens");
        assertThat(messages.statusCode()).isEqualTo(400);
        assertThat(messages.body()).contains("\"prompt is too long: 1000001 tokens > 1000000 maximum\"");
        assertThat(responses.statusCode()).isEqualTo(200);
        assertThat(responses.body())
                .startsWith("event: response.failed\ndata: {")
                .contains("\"error\":{\"code\":\"context_length_exceeded\"");
    }

    @Test
    void the_services_own_counts_are_kept() {
        gate.liteLlm.answer(call -> call.fail(
                400,
                TOO_LONG.replace(
                        "Input is too long for requested model.",
                        "prompt is too long: 1200345 tokens > 1000000 maximum")));

        assertThat(gate.post("/v1/messages", MESSAGES).body())
                .contains("\"prompt is too long: 1200345 tokens > 1000000 maximum\"");
    }

    @Test
    void only_bedrocks_own_sentence_is_told() {
        gate.liteLlm.answer(
                call -> call.fail(400, TOO_LONG.replace("Input is too long for requested model.", "Bad tool.")));
        String told = gate.post("/v1/chat/completions", TestGate.CHAT).body();
        gate.liteLlm.answer(call -> call.fail(
                400, "{\"error\":{\"message\":\"litellm.UnsupportedParamsError: bedrock does not support x\"}}"));
        String hidden = gate.post("/v1/chat/completions", TestGate.CHAT).body();

        assertThat(told).contains("\"message\":\"Bad tool.\"");
        assertThat(hidden).contains("\"message\":\"The model service refused the request\"");
    }
}
