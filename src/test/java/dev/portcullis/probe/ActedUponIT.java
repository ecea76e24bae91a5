package dev.portcullis.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.local.trial.RunningTrial;
import dev.portcullis.probe.Caller.Answer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that clients act on, to the last letter, through the real LiteLLM. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ActedUponIT {
    /** A request's id; no two are alike. */
    private static final String ID = "req_[A-Za-z0-9]+|[0-9a-f-]{36}";

    private static RunningTrial running;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() {
        running = RunningTrial.start();
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    /** By which clients know that they have to shorten the conversation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /v1/chat/completions | 'max_tokens':9,'messages':[{'role':'user','content':'%s'}]
            /v1/chat/completions | 'max_tokens':9,'stream':true,'messages':[{'role':'user','content':'%s'}]
            /v1/responses        | 'max_output_tokens':16,'input':'%s'
            """)
    void a_prompt_beyond_the_context_is_context_length_exceeded_to_openais_clients(String path, String rest)
            throws Exception {
        Answer answer = post(path, "{'model':'claude-haiku-4-5'," + rest.formatted("word ".repeat(200_001)) + "}");

        assertThat(refusal(answer))
                .isEqualTo("{\"error\":{\"message\":\"This model's maximum context length is 200000 tokens. However,"
                        + " your messages resulted in 200001 tokens. Please reduce the length of the messages.\","
                        + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"context_length_exceeded\"}}");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_prompt_beyond_the_context_is_too_long_to_anthropics_clients(boolean stream) throws Exception {
        Answer answer = post(
                "/v1/messages",
                "{'model':'claude-haiku-4-5','max_tokens':9,'stream':" + stream
                        + ",'messages':[{'role':'user','content':'" + "word ".repeat(200_001) + "'}]}");

        assertThat(refusal(answer).replaceFirst(ID, "ID"))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                        + "\"prompt is too long: 200001 tokens > 200000 maximum\"},\"request_id\":\"ID\"}");
    }

    /** As Anthropic's tool runners go on: with what is new alone, and after the refusal with everything. */
    @Test
    void a_tool_runner_that_continues_a_thread_is_told_to_send_the_whole_conversation() throws Exception {
        String begin = "{'model':'claude-haiku-4-5','max_tokens':99,'tools':[{'name':'weather','input_schema':"
                + "{'type':'object'}}],'messages':[";
        String question = "{'role':'user','content':'Is it raining?'}";
        String call = "{'role':'assistant','content':[{'type':'tool_use','id':'toolu_1','name':'weather','input':{}}]}";
        String result =
                "{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_1','content':'it works'}]}";

        Answer refused =
                post("/v1/messages", begin + result + "],'thread':{'type':'continue','previous_message_id':'msg_1'}}");
        Answer answered = post("/v1/messages", begin + question + "," + call + "," + result + "]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().replaceFirst(ID, "ID"))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                        + "\"thread: expected nothing, got an object. Nothing is stored between requests: send the"
                        + " whole conversation\",\"details\":{\"error_code\":\"thread_unsupported_request\","
                        + "\"unsupported\":[\"thread\"]}},\"request_id\":\"ID\"}");
        assertThat(answered.status()).as("%s", answered.body()).isEqualTo(200);
        assertThat(running.trial().bedrockRequests())
                .filteredOn(request -> request.body().contains("toolu_1"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("Is it raining?", "it works"));
    }

    /** Its body; or its only event, where the gate had to speak up before LiteLLM had read the prompt. */
    private static String refusal(Answer answer) {
        if (answer.status() == 200) {
            return answer.body().replaceFirst("^(?:: keep-alive\n\n)+(?:event: error\n)?data: (.*)\n\n$", "$1");
        }
        assertThat(answer.status()).isEqualTo(400);
        return answer.body();
    }

    private static Answer post(String path, String body) throws Exception {
        return running.trial().callers().client().post(path, body.replace('\'', '"'));
    }
}
