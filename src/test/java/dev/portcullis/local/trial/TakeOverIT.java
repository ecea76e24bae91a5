package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.local.bedrock.BedrockRequest;
import dev.portcullis.probe.Caller.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who ask LiteLLM or Bedrock for another model, place, price or account: judged by what Bedrock got. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class TakeOverIT {
    /** Each is one that LiteLLM would obey; the values are such that obeying any of them shows. */
    private static final String TAKE_OVER = """
            "model_id":"taken","models":["taken"],"fallbacks":["taken"],"context_window_fallbacks":[{"*":["taken"]}],
            "maxTokens":9999,"maxTokensToSample":9999,"api_base":"http://127.0.0.1:1/taken","base_url":"http://127.0.0.1:1",
            "api_key":"taken","custom_llm_provider":"taken","aws_access_key_id":"taken","aws_secret_access_key":"taken",
            "aws_session_token":"taken","aws_region_name":"taken","aws_role_name":"taken","aws_profile_name":"taken",
            "aws_sts_endpoint":"http://127.0.0.1:1/taken","aws_bedrock_runtime_endpoint":"http://127.0.0.1:1/taken",
            "serviceTier":{"type":"taken"},"service_tier":"taken","performanceConfig":{"latency":"taken"},
            "requestMetadata":{"taken":"taken"},"guardrailConfig":{"guardrailIdentifier":"taken"},
            "inferenceConfig":{"maxTokens":9999},"additionalModelRequestFields":{"taken":1},
            "extra_body":{"model_id":"taken"},"extra_headers":{"x-taken":"taken"},"mock_response":"taken",
            "litellm_params":{"model_id":"taken"},"litellm_metadata":{"model_id":"taken"},"metadata":{"model_id":"taken"},
            """.strip();

    private static final String PLAIN = "";
    private static final String SHAPES = """
            /v1/chat/completions | nova-pro            | {%s"model":"%s","max_tokens":7,"messages":[{%s"role":"user","content":[{%s"type":"text","text":"%s"}]}]}
            /v1/chat/completions | claude-opus-5-5     | {%s"model":"%s","max_tokens":7,"messages":[{%s"role":"user","content":[{%s"type":"text","text":"%s"}]}]}
            /v1/messages         | claude-opus-5-5     | {%s"model":"%s","max_tokens":7,"messages":[{%s"role":"user","content":[{%s"type":"text","text":"%s"}]}]}
            /v1/responses        | nova-pro            | {%s"model":"%s","max_output_tokens":7,"input":[{%s"type":"message","role":"user","content":[{%s"type":"input_text","text":"%s"}]}]}
            """;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = SHAPES)
    void beside_the_known_fields_and_within_them_nothing_reaches_bedrock(String path, String model, String body)
            throws Exception {
        String text = "Nested " + path.replace('/', ' ') + " " + model;
        send(200, path, body.formatted(PLAIN, model, PLAIN, PLAIN, text));
        send(200, path, body.formatted(TAKE_OVER, model, TAKE_OVER, TAKE_OVER, text));
        assertSame(model, arrived(text));
    }

    /** The gate is what stops them: LiteLLM alone obeys. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"model_id\":\"taken\",` | /model/taken/",
                "`\"fallbacks\":[\"nova-lite\"],` | /model/us.amazon.nova-lite-v1%3A0/",
                "`\"requestMetadata\":{\"taken\":\"taken\"},` | taken",
                "`\"serviceTier\":{\"type\":\"priority\"},` | priority",
                "`\"extra_headers\":{\"x-taken\":\"taken\"},` | x-taken",
            })
    void litellm_alone_would_obey(String field, String trace) throws Exception {
        String text = (field.contains("fallbacks") ? "[[fail]] " : "") + "Control " + trace;
        String body =
                SHAPES.lines().findFirst().orElseThrow().split("\\|", 3)[2].strip();
        HttpRequest request = HttpRequest.newBuilder(
                        running.trial().litellm().base().resolve("/v1/chat/completions"))
                .header("authorization", "Bearer " + running.trial().internalKey())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.formatted(field, "nova-pro", PLAIN, PLAIN, text)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(arrived("Control " + trace))
                .as("LiteLLM's answer: %s", answer.body())
                .anySatisfy(arrived -> assertThat(arrived.path()
                                + arrived.headers()
                                + arrived.body().replace(text, ""))
                        .contains(trace));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = SHAPES)
    void a_stream_is_of_the_model_and_the_text_alone(String path, String model, String body) throws Exception {
        String text = "Streamed " + path.replace('/', ' ') + " " + model;
        send(200, path, body.formatted("\"stream\":true,", model, PLAIN, PLAIN, text));
        send(200, path, body.formatted("\"stream\":true," + TAKE_OVER, model, TAKE_OVER, TAKE_OVER, text));
        assertSame(model, arrived(text));
    }

    @Test
    void a_count_of_tokens_is_of_the_model_and_the_text_alone() throws Exception {
        String body = """
                {%s"model":"claude-opus-5-5","messages":[{%s"role":"user","content":"Counted"}]}""";
        String path = "/v1/messages/count_tokens";
        send(200, path, body.formatted(PLAIN, PLAIN));
        send(200, path, body.formatted(TAKE_OVER, TAKE_OVER));

        List<BedrockRequest> counts = running.trial().bedrockRequests().stream()
                .filter(request -> request.path().endsWith("/count-tokens"))
                .toList();
        assertAlike(counts);
        // Bedrock counts for the model itself, and not for the profile that it is called by.
        assertThat(counts.get(0).path()).isEqualTo("/model/anthropic.claude-opus-5-5/count-tokens");
    }

    @Test
    void an_image_is_of_the_model_and_the_text_alone() throws Exception {
        String text = "Painted by stable-image-core";
        String body = "{%s\"model\":\"stable-image-core\",\"prompt\":\"" + text + "\"}";
        send(200, "/v1/images/generations", body.formatted(PLAIN));
        send(200, "/v1/images/generations", body.formatted(TAKE_OVER));
        List<BedrockRequest> arrived = arrived(text);
        assertAlike(arrived);
        assertThat(arrived.get(0).path()).startsWith("/model/stability.stable-image-core-v1");
    }

    @Test
    void a_caller_is_told_what_went_no_further() throws Exception {
        String body = """
                {"model":"nova-pro","max_tokens":7,"fallbacks":["taken"],
                 "messages":[{"role":"user","content":"Told","aws_role_name":"taken"}]}""";
        Answer answer = running.trial().callers().client().post("/v1/chat/completions", body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.dropped()).isEqualTo("fallbacks, messages[].aws_role_name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = SHAPES)
    void a_field_given_twice_is_refused_before_bedrock(String path, String model, String body) throws Exception {
        String text = "Twice " + path.replace('/', ' ') + " " + model;
        for (String twice : List.of("\"model\":\"nova-lite\",", "\"model_id\":\"taken\",\"model_id\":\"taken\",")) {
            assertThat(send(400, path, body.formatted(twice, model, PLAIN, PLAIN, text)))
                    .contains("body: the name '");
        }
        for (String twice : List.of("\"role\":\"user\",", "\"aws_role_name\":\"taken\",\"aws_role_name\":1,")) {
            assertThat(send(400, path, body.formatted(PLAIN, model, twice, PLAIN, text)))
                    .contains("the name '");
        }
        assertThat(arrived(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"titan-embed-text-v2", "cohere-embed-v4"})
    void an_embedding_is_of_the_model_and_the_text_alone(String model) throws Exception {
        String text = "Embedded by " + model;
        String body = "{%s\"model\":\"" + model + "\",\"input\":\"" + text + "\"}";
        send(200, "/v1/embeddings", body.formatted(PLAIN));
        send(200, "/v1/embeddings", body.formatted(TAKE_OVER));
        send(400, "/v1/embeddings", body.formatted("\"model\":\"nova-pro\","));
        assertSame(model, arrived(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = SHAPES)
    void a_model_that_fails_is_replaced_by_no_other(String path, String model, String body) throws Exception {
        String text = "[[fail]] Fallback " + path.replace('/', ' ') + " " + model;
        String fallbacks = "\"fallbacks\":[\"nova-lite\"],\"context_window_fallbacks\":[{\"" + model
                + "\":[\"nova-lite\"]}],\"num_retries\":0,";
        Answer answer =
                running.trial().callers().client().post(path, body.formatted(fallbacks, model, PLAIN, PLAIN, text));
        assertThat(answer.status()).as("%s", answer.body()).isGreaterThanOrEqualTo(500);
        assertThat(arrived(text))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.path()).startsWith(bedrockPath(model)));
    }

    /** The second is what the first would have been without a single word of the taker's, in path, head and body. */
    private static void assertSame(String model, List<BedrockRequest> arrived) {
        assertAlike(arrived);
        assertThat(arrived.get(0).path()).startsWith(bedrockPath(model));
    }

    private static void assertAlike(List<BedrockRequest> arrived) {
        assertThat(arrived).hasSize(2);
        BedrockRequest plain = arrived.get(0);
        BedrockRequest attacked = arrived.get(1);
        assertThat(attacked.path()).isEqualTo(plain.path());
        assertThat(attacked.body()).isEqualTo(plain.body()).doesNotContain("taken", "9999");
        assertThat(lasting(attacked)).isEqualTo(lasting(plain));
        assertThat(attacked.headers().toString()).doesNotContain("taken");
    }

    /** Without what differs between any two requests. */
    private static Map<String, List<String>> lasting(BedrockRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        headers.keySet().removeAll(List.of("authorization", "x-amz-date", "amz-sdk-invocation-id"));
        return headers;
    }

    private static String send(int status, String path, String body) throws Exception {
        Answer answer = running.trial().callers().client().post(path, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static List<BedrockRequest> arrived(String text) {
        return running.trial().bedrockRequests().stream()
                .filter(request -> request.body().contains(text))
                .toList();
    }

    /** As botocore writes it: a colon in a path is encoded. */
    private static String bedrockPath(String model) {
        String id = Shipped.catalogue().offered("us").stream()
                .filter(offered -> offered.model().name().equals(model))
                .findFirst()
                .orElseThrow()
                .bedrockId();
        return "/model/" + id.replace(":", "%3A") + "/";
    }
}
