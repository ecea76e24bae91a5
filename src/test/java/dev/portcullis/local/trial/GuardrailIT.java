package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.local.bedrock.BedrockRequest;
import dev.portcullis.probe.Caller;
import dev.portcullis.settings.value.Guardrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A guardrail on every API, through the real gate and the real LiteLLM. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class GuardrailIT {
    private static final Guardrail GUARDRAIL = new Guardrail("gr0standin12", "1");
    private static final String CHAT =
            "{'model':'%s','stream':%s,'max_tokens':50,'messages':[{'role':'user','content':'%s'}]}";
    private static final String RESPONSES =
            "{'model':'%s','stream':%s,'max_output_tokens':50,'input':[{'role':'user','content':'%s'}]}";

    private static RunningTrial running;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() {
        running = RunningTrial.start(new Bedrock.StandIn(Optional.of(GUARDRAIL)));
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    /**
     * A text unit costs 0.00015 for topics, as much for content and 0.0001 for sensitive information; where LiteLLM loses
     * Bedrock's report, each unit is booked at the price of every policy that there is, which is 0.00067. A blocked prompt
     * uses no tokens; behind a blocked answer are 2 tokens of input and 13 of output.
     */
    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, claude-haiku-5-5, false, guard-prompt, content_filter, topicPolicy, 0.0004",
        "/v1/chat/completions, claude-haiku-5-5, true, guard-prompt, content_filter, topicPolicy, 0.0004",
        "/v1/chat/completions, nova-pro, false, guard-answer, content_filter, topicPolicy, 0.000844",
        "/v1/chat/completions, nova-pro, true, guard-answer, content_filter, topicPolicy, 0.000844",
        "/v1/messages, claude-haiku-5-5, false, guard-prompt, refusal, topicPolicy, 0.0004",
        "/v1/messages, claude-haiku-5-5, true, guard-prompt, refusal, topicPolicy, 0.0004",
        "/v1/messages, claude-haiku-5-5, false, guard-answer, refusal, topicPolicy, 0.000808",
        "/v1/messages, claude-haiku-5-5, true, guard-answer, refusal, topicPolicy, 0.000808",
        "/v1/messages, nova-pro, false, guard-prompt, refusal, unnamed, 0.00067",
        "/v1/messages, nova-pro, true, guard-prompt, refusal, unnamed, 0.00067",
        "/v1/messages, nova-pro, false, guard-answer, refusal, unnamed, 0.001384",
        "/v1/messages, nova-pro, true, guard-answer, refusal, unnamed, 0.001384",
        "/v1/responses, claude-haiku-5-5, false, guard-prompt, content_filter, unnamed, 0.00067",
        "/v1/responses, claude-haiku-5-5, true, guard-prompt, content_filter, topicPolicy, 0.0004",
        "/v1/responses, nova-pro, false, guard-answer, content_filter, unnamed, 0.001384",
        "/v1/responses, nova-pro, true, guard-answer, content_filter, topicPolicy, 0.000844",
    })
    void an_intervention_is_an_answer_in_the_callers_shape_that_is_booked_and_logged_by_its_policy(
            String path, String model, boolean stream, String directive, String reason, String policy, String cost)
            throws Exception {
        int before = requestLines().size();
        String form = path.endsWith("responses") ? RESPONSES : CHAT;

        Caller.Answer answer = post(path, form.formatted(model, stream, "Hi [[" + directive + "]]"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().replace("\": \"", "\":\""))
                .contains("Sorry,")
                .contains(":\"" + reason + "\"")
                .doesNotContain("secret plans", "guardrail", "end_turn", "trace");
        JsonObject line = lineAfter(before);
        assertThat(line.get("guardrail").getAsString()).isEqualTo(policy);
        assertThat(line.get("costUsd").getAsString()).isEqualTo(cost);
        assertThat(line.get("outcome").getAsString()).isEqualTo("settled");
        assertThat(line.toString()).doesNotContain("Sorry", "secret plans");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, claude-haiku-5-5, false",
        "/v1/chat/completions, nova-pro, true",
        "/v1/messages, claude-haiku-5-5, false",
        "/v1/messages, claude-haiku-5-5, true",
        "/v1/messages, nova-pro, true",
        "/v1/responses, claude-haiku-5-5, true",
        "/v1/responses, nova-pro, false",
    })
    void a_caller_can_neither_name_another_guardrail_nor_turn_it_off(String path, String model, boolean stream)
            throws Exception {
        String form = (path.endsWith("responses") ? RESPONSES : CHAT).formatted(model, stream, "Hello");
        int before = requestLines().size();
        for (String own : List.of(
                "'guardrailConfig':{'guardrailIdentifier':'gr0another','guardrailVersion':'1'}",
                "'guardrailConfig':null",
                "'guardrails':[]",
                "'amazon-bedrock-guardrailConfig':{'tagSuffix':'x'}",
                "'extra_body':{'guardrailConfig':null}",
                "'extra_headers':{'X-Amzn-Bedrock-GuardrailIdentifier':''}",
                "'litellm_params':{'guardrailConfig':null}",
                "'metadata':{'guardrails':'none'}")) {
            int sent = running.trial().bedrockRequests().size();
            Caller.Answer answer = post(path, "{" + own + "," + form.substring(1));
            List<BedrockRequest> reached = running.trial().bedrockRequests();
            // A refusal is as good: nothing then reaches Bedrock.
            assertThat(answer.status()).as("%s: %s", own, answer.body()).isIn(200, 400);
            assertThat(answer.status() == 200).as(own).isEqualTo(reached.size() > sent);
            if (answer.status() == 200) {
                assertThat(named(reached.get(reached.size() - 1)))
                        .as(own)
                        .isEqualTo(GUARDRAIL.id() + " " + GUARDRAIL.version());
            }
        }
        assertThat(lineAfter(before).has("guardrail")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/embeddings"})
    void a_call_that_no_guardrail_looks_at_names_none(String path) throws Exception {
        Caller.Answer answer = post(path, "{'model':'titan-embed-text-v2','input':'Hello'}");

        assertThat(answer.status()).isEqualTo(200);
        List<BedrockRequest> reached = running.trial().bedrockRequests();
        assertThat(named(reached.get(reached.size() - 1))).isEqualTo(" ");
    }

    private static Caller.Answer post(String path, String json) throws Exception {
        return running.trial().callers().client().post(path, json.replace('\'', '"'));
    }

    /** The guardrail that a request to Bedrock names, in whichever of the two places. */
    private static String named(BedrockRequest request) {
        JsonObject body = JsonParser.parseString(request.body()).getAsJsonObject();
        if (request.path().contains("/converse")) {
            JsonObject config = body.getAsJsonObject("guardrailConfig");
            return config.get("guardrailIdentifier").getAsString() + " "
                    + config.get("guardrailVersion").getAsString();
        }
        return request.header("x-amzn-bedrock-guardrailidentifier") + " "
                + request.header("x-amzn-bedrock-guardrailversion");
    }

    /** The log line of the request that followed so many; it is written just after the answer's end. */
    private static JsonObject lineAfter(int before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (requestLines().size() <= before && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        return JsonParser.parseString(requestLines().get(before)).getAsJsonObject();
    }

    private static List<String> requestLines() throws IOException {
        Path log = running.folder().path().resolve("gate/gate.log");
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("\"event\":\"request\""))
                .toList();
    }
}
