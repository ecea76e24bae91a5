package dev.portcullis.local.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.input.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no well-behaved client sends, and properties of answers that a client cannot see in their text. */
final class RuntimeApiTest {
    private static final String SCOPE = "AKID/20261121/us-east-1/bedrock/aws4_request";
    private static final String SIGNATURE = "a".repeat(64);
    private static final String CONVERSE = "/model/us.amazon.nova-micro-v1:0/converse";
    private static final String INVOKE = "/model/us.anthropic.claude-haiku-5-5/invoke";
    private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}";

    private final RuntimeApi api = new RuntimeApi(new KnownModels(catalogue(), "us", "us-east-1"));

    @ParameterizedTest
    @ValueSource(strings = {"us.amazon.nova-micro-v1:0", "us.amazon.nova-micro-v1%3A0", "us.amazon.nova-micro-v1%3a0"})
    void a_model_is_found_however_its_colon_is_written(String id) {
        assertThat(api.answer(request("/model/" + id + "/converse", HELLO)).status())
                .isEqualTo(200);
    }

    @Test
    void a_request_without_a_signature_is_refused() {
        BedrockRequest request = new BedrockRequest("POST", CONVERSE, Map.of(), HELLO);

        refused(request, 403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer abc",
                "AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/bedrock/aws4_request",
                "AWS4-HMAC-SHA256 Credential=AKID/us-east-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, "
                        + "Signature=aa",
            })
    void a_signature_that_is_none_is_refused(String authorization) {
        refused(
                signed(authorization, "20261121T120000Z"),
                403,
                "IncompleteSignatureException",
                "expected a complete AWS4-HMAC-SHA256 Authorization header");
    }

    @ParameterizedTest
    @CsvSource({
        "content-type;host, 20261121T120000Z",
        "content-type;x-amz-date, 20261121T120000Z",
        "host;x-amz-date, 20261122T000000Z",
        "host;x-amz-date, yesterday",
    })
    void a_signature_must_cover_host_and_date(String headers, String date) {
        refused(
                signed(authorization(SCOPE, headers), date),
                403,
                "IncompleteSignatureException",
                "expected host and x-amz-date to be signed, on the scope's day");
    }

    @Test
    void a_signature_for_another_service_is_refused() {
        String scope = "AKID/20261121/us-east-1/s3/aws4_request";

        refused(
                signed(authorization(scope, "host;x-amz-date"), "20261121T120000Z"),
                403,
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'bedrock', got 's3'");
    }

    @Test
    void a_signature_for_a_region_without_the_model_is_refused() {
        String scope = "AKID/20261121/eu-west-1/bedrock/aws4_request";

        refused(
                signed(authorization(scope, "host;x-amz-date"), "20261121T120000Z"),
                400,
                "ValidationException",
                "The provided model identifier is invalid: 'us.amazon.nova-micro-v1:0' is not served in eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/model/x/unknown", "/model/a/b/converse", "/model/%zz/converse", "/guardrail/x/apply"})
    void another_path_is_no_operation(String path) {
        refused(
                request(path, HELLO),
                404,
                "UnknownOperationException",
                "expected an operation of the Bedrock Runtime API");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|expected a JSON object as body, got no JSON",
                "[]|expected a JSON object as body, got something else",
                "{}|messages: expected at least one message, got none",
                "{\"messages\":[{\"role\":\"system\"}]}|messages.role: expected user or assistant, got 'system'",
                "{\"messages\":[{\"role\":\"user\"}],\"inferenceConfig\":{\"maxTokens\":0}}"
                        + "|inferenceConfig.maxTokens: expected at least 1, got 0",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"[[slow]]\"}]}]}"
                        + "|[[slow]]: expected a time such as 2s or 500ms, got ''",
            })
    void a_converse_body_that_is_wrong_says_where(String body, String message) {
        refused(request(CONVERSE, body), 400, "ValidationException", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|anthropic_version: expected bedrock-2023-05-31, got ''",
                "{\"anthropic_version\":\"bedrock-2023-05-31\",\"model\":\"x\"}"
                        + "|model: Extra inputs are not permitted",
                "{\"anthropic_version\":\"bedrock-2023-05-31\",\"stream\":true}"
                        + "|stream: Extra inputs are not permitted",
                "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":1}"
                        + "|messages: at least one message is required",
                "{\"anthropic_version\":\"bedrock-2023-05-31\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                        + "|max_tokens: expected at least 1, got ''",
            })
    void a_messages_body_that_is_wrong_says_where(String body, String message) {
        refused(request(INVOKE, body), 400, "ValidationException", message);
    }

    @Test
    void a_model_without_prompt_caching_refuses_a_cache_point() {
        String body = "{\"system\":[{\"text\":\"x\"},{\"cachePoint\":{\"type\":\"default\"}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}";

        refused(
                request("/model/us.deepseek.r1-v1:0/converse", body),
                403,
                "AccessDeniedException",
                "You invoked an unsupported model or your request did not allow prompt caching.");
    }

    @Test
    void an_embedding_model_does_not_converse() {
        refused(
                request("/model/amazon.titan-embed-text-v2:0/converse", HELLO),
                400,
                "ValidationException",
                "This action doesn't support the model that you provided.");
    }

    @Test
    void a_directive_is_obeyed_once_and_not_when_the_tools_result_comes_back() {
        String body = """
                {"messages":[
                {"role":"user","content":[{"text":"[[fail]]"}]},
                {"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"n","input":{}}}]},
                {"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"text":"sunny"}]}}]}],
                "toolConfig":{"tools":[{"toolSpec":{"name":"n","inputSchema":{"json":{}}}}]}}""";

        assertThat(api.answer(request(CONVERSE, body)).status()).isEqualTo(200);
    }

    @Test
    void cache_marks_of_both_durations_are_reported_apart() {
        String body = """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":20,
                "system":[{"type":"text","text":"one two","cache_control":{"type":"ephemeral","ttl":"1h"}}],
                "messages":[{"role":"user","content":[
                {"type":"text","text":"three four five","cache_control":{"type":"ephemeral"}},
                {"type":"text","text":"six"}]}]}""";

        assertThat(Json.object(text(api.answer(request(INVOKE, body))).getBytes(StandardCharsets.UTF_8))
                        .path("usage"))
                .hasToString("{\"input_tokens\":1,\"cache_creation_input_tokens\":5,\"cache_read_input_tokens\":0,"
                        + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":3,\"ephemeral_1h_input_tokens\":2},"
                        + "\"output_tokens\":16}");
    }

    @Test
    void an_answer_that_is_not_streamed_is_late_by_its_silence() {
        ServiceAnswer answer = api.answer(request(CONVERSE, HELLO.replace("Hello", "[[slow 1s]] [[silent 2s]]")));

        assertThat(answer.steps())
                .hasSize(3)
                .startsWith(
                        new ServiceAnswer.Pause(Duration.ofSeconds(1)), new ServiceAnswer.Pause(Duration.ofSeconds(2)));
    }

    @Test
    void a_system_message_behind_a_users_turn_is_no_turn_of_its_own() {
        String body = """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":99,"messages":[
                {"role":"user","content":"Hello [[content-filter]]"},{"role":"system","content":"Be brief"}]}""";

        assertThat(text(api.answer(request(INVOKE, body))))
                .contains("You said: Hello")
                .contains("\"stop_reason\":\"refusal\"");
    }

    @Test
    void a_cut_tool_call_ends_at_the_bound_and_has_no_arguments() {
        String body = """
                {"messages":[{"role":"user","content":[{"text":"[[cut-tool n]] [[thinking]]"}]}],
                "toolConfig":{"tools":[{"toolSpec":{"name":"n","inputSchema":{"json":{"type":"object",
                "required":["a"],"properties":{"a":{"type":"string"}}}}}}]}}""";

        assertThat(text(api.answer(request(CONVERSE, body))))
                .contains("\"input\":{}")
                .contains("\"stopReason\":\"max_tokens\"")
                .contains("\"reasoningText\":{\"text\":\"The stand-in thinks nothing.\",\"signature\":\"EiAA");
        assertThat(frames(api.answer(request(CONVERSE + "-stream", body))))
                .contains("{\\\"a\\\":\\\"st\"")
                .contains("\"stopReason\":\"max_tokens\"");
    }

    @Test
    void tokens_are_not_counted_where_the_model_or_the_prompt_forbids_it() {
        String count =
                "{\"input\":{\"converse\":{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"%s\"}]}]}}}";
        String message = "The provided model doesn't support counting tokens.";
        refused(
                request("/model/amazon.nova-micro-v1:0/count-tokens", count.formatted("a")),
                400,
                "ValidationException",
                message);
        refused(
                request("/model/anthropic.claude-haiku-5-5/count-tokens", count.formatted("[[cannot-count]]")),
                400,
                "ValidationException",
                message);
    }

    @Test
    void a_prompt_that_overflows_is_refused_in_the_words_of_each_operation() {
        String messages = """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":9,
                "messages":[{"role":"user","content":"[[overflow]]"}]}""";
        refused(
                request(INVOKE, messages),
                400,
                "ValidationException",
                "prompt is too long: 1010000 tokens > 1000000 maximum");
        refused(
                request(CONVERSE, HELLO.replace("Hello", "[[overflow]]")),
                400,
                "ValidationException",
                "The model returned the following errors: Input is too long for requested model.");
    }

    private static String frames(ServiceAnswer answer) {
        StringBuilder all = new StringBuilder();
        for (ServiceAnswer.Step step : answer.steps()) {
            all.append(StandardCharsets.ISO_8859_1.decode(
                    ((ServiceAnswer.Bytes) step).data().duplicate()));
        }
        return all.toString();
    }

    private void refused(BedrockRequest request, int status, String type, String message) {
        ServiceAnswer answer = api.answer(request);

        assertThat(text(answer)).isEqualTo(Json.object().put("message", message).toString());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("x-amzn-errortype", type);
    }

    private static BedrockRequest request(String path, String body) {
        BedrockRequest hello = signed(authorization(SCOPE, "content-type;host;x-amz-date"), "20261121T120000Z");
        return new BedrockRequest("POST", path, hello.headers(), body);
    }

    private static BedrockRequest signed(String authorization, String date) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("authorization", List.of(authorization));
        headers.put("x-amz-date", List.of(date));
        return new BedrockRequest("POST", CONVERSE, headers, HELLO);
    }

    private static String authorization(String scope, String headers) {
        return "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=" + headers + ", Signature=" + SIGNATURE;
    }

    private static String text(ServiceAnswer answer) {
        ServiceAnswer.Bytes only = (ServiceAnswer.Bytes) answer.steps().get(0);
        return StandardCharsets.UTF_8.decode(only.data().duplicate()).toString();
    }

    private static Catalogue catalogue() {
        Problems problems = new Problems();
        Catalogue catalogue = Catalogue.read(Path.of("config/models.yaml"), LocalDate.of(2026, 11, 21), problems)
                .orElseThrow();
        assertThat(problems.all()).isEmpty();
        return catalogue;
    }
}
