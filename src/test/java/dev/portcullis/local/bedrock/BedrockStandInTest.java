package dev.portcullis.local.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.input.Problems;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointType;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** The AWS SDK's own client against the stand-in: what it reads is what it would read from Bedrock. */
final class BedrockStandInTest {
    private static final String HONEST = "This is the Portcullis stand-in for Bedrock, not a model.";
    private static final String CLAUDE = "us.anthropic.claude-haiku-5-5";
    private static final String NOVA = "us.amazon.nova-micro-v1:0";

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final BedrockStandIn standIn = BedrockStandIn.start(catalogue(), "us", "us-east-1", (time, then) -> {
        pauses.add(time);
        then.run();
    });
    private final SdkClients bedrock = new SdkClients(standIn.port());

    @AfterEach
    void stop() {
        bedrock.close();
        standIn.close();
    }

    @Test
    void converse_answers_honestly_and_counts_words() {
        ConverseResponse answer = bedrock.converse(NOVA, "Say hello");

        assertThat(answer.output().message().content().get(0).text()).isEqualTo(HONEST + " You said: Say hello");
        assertThat(answer.stopReasonAsString()).isEqualTo("end_turn");
        assertThat(answer.usage()).isEqualTo(usage(2, 14, 0, 0));
        assertThat(standIn.requests())
                .extracting(BedrockRequest::method, BedrockRequest::path, BedrockRequest::body)
                .containsExactly(tuple(
                        "POST",
                        "/model/us.amazon.nova-micro-v1%3A0/converse",
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Say hello\"}]}]}"));
        assertThat(standIn.requests().get(0).header("authorization")).startsWith("AWS4-HMAC-SHA256 Credential=AKID/");
    }

    @Test
    void converse_stream_sends_the_same_answer_word_by_word() {
        SdkClients.Stream stream = bedrock.converseStream(NOVA, "Say hello");

        assertThat(stream.kinds())
                .containsExactly(
                        "messageStart",
                        "contentBlockDelta x 14",
                        "contentBlockStop",
                        "messageStop end_turn",
                        "metadata");
        assertThat(stream.text()).isEqualTo(HONEST + " You said: Say hello");
        assertThat(stream.usage()).isEqualTo(usage(2, 14, 0, 0));
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_cache_point_is_written_and_then_read() {
        ConverseRequest request = ConverseRequest.builder()
                .modelId(CLAUDE)
                .system(
                        SystemContentBlock.fromText("You are very kind"),
                        SystemContentBlock.fromCachePoint(point -> point.type(CachePointType.DEFAULT)))
                .messages(SdkClients.user("Say hello"))
                .build();

        TokenUsage first = bedrock.converse(request).usage();
        TokenUsage second = bedrock.converse(request).usage();

        assertThat(first.inputTokens()).isEqualTo(2);
        assertThat(first.cacheWriteInputTokens()).isEqualTo(4);
        assertThat(first.totalTokens()).isEqualTo(20);
        assertThat(second).isEqualTo(usage(2, 14, 4, 0));
    }

    @Test
    void invoke_model_speaks_anthropics_messages() {
        InvokeModelResponse answer = bedrock.invoke(CLAUDE, messages("Say hello"));

        assertThat(answer.body().asUtf8String()).isEqualTo("""
                {"id":"msg_bdrk_standin_1","type":"message","role":"assistant",\
                "model":"us.anthropic.claude-haiku-5-5",\
                "content":[{"type":"text","text":"This is the Portcullis stand-in for Bedrock, not a model. \
                You said: Say hello"}],"stop_reason":"end_turn","stop_sequence":null,\
                "usage":{"input_tokens":2,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,\
                "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},\
                "output_tokens":14}}""");
        assertThat(answer.sdkHttpResponse().firstMatchingHeader("x-amzn-bedrock-output-token-count"))
                .contains("14");
    }

    @Test
    void invoke_model_with_response_stream_sends_anthropics_events() {
        List<String> events = bedrock.invokeStream(CLAUDE, messages("[[long 2]]"));

        assertThat(events).containsExactly("""
                {"type":"message_start","message":{"id":"msg_bdrk_standin_1","type":"message","role":"assistant",\
                "model":"us.anthropic.claude-haiku-5-5","content":[],"stop_reason":null,"stop_sequence":null,\
                "usage":{"input_tokens":2,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,\
                "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},\
                "output_tokens":1}}}""", """
                {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""", """
                {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"This"}}""", """
                {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" is"}}""", """
                {"type":"content_block_stop","index":0}""", """
                {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
                "usage":{"output_tokens":2}}""", """
                {"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":2,\
                "outputTokenCount":2,"invocationLatency":1,"firstByteLatency":1,"cacheReadInputTokenCount":0,\
                "cacheWriteInputTokenCount":0}}""");
    }

    @Test
    void titan_embeds_a_text_as_a_unit_vector_of_its_own() {
        var one = Json.object(bytes(bedrock.invoke("amazon.titan-embed-text-v2:0", "{\"inputText\":\"one two\"}")));
        var same = Json.object(bytes(bedrock.invoke("amazon.titan-embed-text-v2:0", "{\"inputText\":\"one two\"}")));
        var other = Json.object(bytes(bedrock.invoke("amazon.titan-embed-text-v2:0", "{\"inputText\":\"three\"}")));

        assertThat(one.path("embedding")).hasSize(1_024).isEqualTo(same.path("embedding"));
        assertThat(one.path("embedding")).isNotEqualTo(other.path("embedding"));
        assertThat(one.path("inputTextTokenCount").asInt()).isEqualTo(2);
        double squares = 0;
        for (var value : one.path("embedding")) {
            squares += value.asDouble() * value.asDouble();
        }
        assertThat(squares).isCloseTo(1, within(1e-5));
    }

    @Test
    void cohere_embeds_several_texts() {
        InvokeModelResponse answer = bedrock.invoke("us.cohere.embed-v4:0", """
                {"input_type":"search_document","texts":["one two","three"],"embedding_types":["float"],\
                "output_dimension":256}""");

        var body = Json.object(bytes(answer));
        assertThat(body.path("response_type").asText()).isEqualTo("embeddings_by_type");
        assertThat(body.path("embeddings").path("float")).hasSize(2);
        assertThat(body.path("embeddings").path("float").get(0)).hasSize(256);
        assertThat(answer.sdkHttpResponse().firstMatchingHeader("x-amzn-bedrock-input-token-count"))
                .contains("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void stability_answers_a_picture_file(String format) throws Exception {
        try (SdkClients west = new SdkClients(standIn.port(), "us-west-2")) {
            InvokeModelResponse answer = west.invoke(
                    "stability.stable-image-core-v1:1",
                    "{\"prompt\":\"a cat\",\"output_format\":\"" + format + "\",\"seed\":7}");

            var body = Json.object(bytes(answer));
            byte[] picture =
                    Base64.getDecoder().decode(body.path("images").get(0).asText());
            var readers = ImageIO.getImageReaders(ImageIO.createImageInputStream(new ByteArrayInputStream(picture)));
            assertThat(readers.next().getFormatName()).isEqualToIgnoringCase(format);
            assertThat(body.path("seeds").get(0).asInt()).isEqualTo(7);
            assertThat(body.path("finish_reasons").get(0).isNull()).isTrue();
        }
    }

    @Test
    void tokens_are_counted_by_the_models_own_id_in_both_forms() {
        assertThat(bedrock.countConverse("anthropic.claude-haiku-5-5", "one two three"))
                .isEqualTo(3);
        assertThat(bedrock.countInvoke("anthropic.claude-haiku-5-5", messages("one two")))
                .isEqualTo(2);
        assertThatThrownBy(() -> bedrock.countConverse(CLAUDE, "one"))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("The provided model identifier is invalid: '" + CLAUDE + "'");
    }

    @Test
    void a_model_that_the_geography_does_not_have_is_refused() {
        assertThatThrownBy(() -> bedrock.converse("eu.anthropic.claude-haiku-5-5", "Hello"))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("The provided model identifier is invalid: 'eu.anthropic.claude-haiku-5-5'")
                .extracting(e -> ((BedrockRuntimeException) e).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_model_is_refused_in_a_region_that_does_not_serve_it() {
        assertThatThrownBy(() -> bedrock.invoke("stability.stable-image-core-v1:1", "{\"prompt\":\"a cat\"}"))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("The provided model identifier is invalid: "
                        + "'stability.stable-image-core-v1:1' is not served in us-east-1");
    }

    @Test
    void a_slow_answer_waits_before_it_begins() {
        assertThat(bedrock.converse(NOVA, "[[slow 2s]] Hello")
                        .output()
                        .message()
                        .content()
                        .get(0)
                        .text())
                .isEqualTo(HONEST + " You said: Hello");
        assertThat(pauses).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void a_silent_stream_pauses_half_way_and_loses_nothing() {
        SdkClients.Stream stream = bedrock.converseStream(CLAUDE, "[[silent 20s]] Hello");

        assertThat(stream.text()).isEqualTo(HONEST + " You said: Hello");
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void the_first_attempts_of_a_prompt_are_throttled_and_then_it_is_answered() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> bedrock.converse(NOVA, "[[throttle 2]] Hello"))
                    .isInstanceOf(ThrottlingException.class);
        }
        assertThat(bedrock.converse(NOVA, "[[throttle 2]] Hello").usage().inputTokens())
                .isEqualTo(3);
    }

    @Test
    void a_failing_prompt_is_a_server_fault() {
        assertThatThrownBy(() -> bedrock.converse(NOVA, "[[fail]]"))
                .isInstanceOf(InternalServerException.class)
                .hasMessageStartingWith("The stand-in fails because the prompt asks it to.");
    }

    @Test
    void a_stream_can_fail_half_way() {
        assertThatThrownBy(() -> bedrock.converseStream(NOVA, "[[fail-mid-stream]]"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InternalServerException.class);
    }

    @Test
    void a_tool_is_called_with_what_its_schema_requires() {
        ConverseResponse answer = bedrock.converse(SdkClients.withTool(NOVA, "[[tool get_weather]] Paris?"));

        ToolUseBlock call = answer.output().message().content().get(1).toolUse();
        assertThat(answer.output().message().content().get(0).text()).isEqualTo(HONEST);
        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(call.toolUseId()).isEqualTo("tooluse_standin_1");
        assertThat(call.input())
                .isEqualTo(Document.mapBuilder()
                        .putString("city", "stand-in")
                        .putString("unit", "celsius")
                        .build());
        assertThat(answer.stopReasonAsString()).isEqualTo("tool_use");
    }

    @Test
    void a_streamed_tool_call_is_a_block_of_its_own() {
        SdkClients.Stream stream = bedrock.converseStream(SdkClients.withTool(NOVA, "[[tool get_weather]] Paris?"));

        assertThat(stream.kinds())
                .containsExactly(
                        "messageStart",
                        "contentBlockDelta x 10",
                        "contentBlockStop",
                        "contentBlockStart get_weather",
                        "contentBlockDelta x 1",
                        "contentBlockStop",
                        "messageStop tool_use",
                        "metadata");
        assertThat(stream.toolInput()).isEqualTo("{\"city\":\"stand-in\",\"unit\":\"celsius\"}");
    }

    @Test
    void a_tool_that_is_not_declared_is_refused() {
        assertThatThrownBy(() -> bedrock.converse(NOVA, "[[tool get_weather]]"))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("[[tool]]: expected a tool that the request declares, got 'get_weather'");
    }

    @Test
    void a_long_answer_has_exactly_as_many_words() {
        SdkClients.Stream stream = bedrock.converseStream(NOVA, "[[long 4000]]");

        assertThat(stream.text()).startsWith(HONEST + " 11 12 13").endsWith("3999 4000");
        assertThat(stream.usage().outputTokens()).isEqualTo(4_000);
    }

    @Test
    void no_answer_is_longer_than_the_request_allows() {
        ConverseResponse answer = bedrock.converse(ConverseRequest.builder()
                .modelId(NOVA)
                .messages(SdkClients.user("[[long 4000]]"))
                .inferenceConfig(config -> config.maxTokens(3))
                .build());

        assertThat(answer.output().message().content()).containsExactly(ContentBlock.fromText("This is the"));
        assertThat(answer.stopReasonAsString()).isEqualTo("max_tokens");
        assertThat(answer.usage().outputTokens()).isEqualTo(3);
    }

    @Test
    @Timeout(10)
    void a_caller_that_leaves_is_counted_and_the_rest_is_not_sent() throws Exception {
        CompletableFuture<Runnable> rest = new CompletableFuture<>();
        try (BedrockStandIn patient =
                BedrockStandIn.start(catalogue(), "us", "us-east-1", (time, then) -> rest.complete(then))) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), patient.port())) {
                String body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"[[silent 20s]]\"}]}]}";
                String head = String.join(
                        "\r\n",
                        "POST /model/us.amazon.nova-micro-v1:0/converse-stream HTTP/1.1",
                        "Host: localhost",
                        "X-Amz-Date: 20261121T120000Z",
                        "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/bedrock/aws4_request, "
                                + "SignedHeaders=host;x-amz-date, Signature=" + "a".repeat(64),
                        "Content-Length: " + body.length(),
                        "",
                        body);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                rest.get();
                assertThat(patient.hangUps()).isZero();
            }
            while (patient.hangUps() == 0) {
                Thread.onSpinWait();
            }
            assertThatCode(rest.get()::run).doesNotThrowAnyException();
            assertThat(patient.hangUps()).isEqualTo(1);
        }
    }

    private static TokenUsage usage(int input, int output, int cacheRead, int cacheWrite) {
        return TokenUsage.builder()
                .inputTokens(input)
                .outputTokens(output)
                .totalTokens(input + output + cacheRead + cacheWrite)
                .cacheReadInputTokens(cacheRead)
                .cacheWriteInputTokens(cacheWrite)
                .build();
    }

    private static String messages(String text) {
        return "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":100,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    private static byte[] bytes(InvokeModelResponse answer) {
        return answer.body().asByteArray();
    }

    private static Catalogue catalogue() {
        Problems problems = new Problems();
        Catalogue catalogue = Catalogue.read(Path.of("config/models.yaml"), LocalDate.of(2026, 11, 21), problems)
                .orElseThrow();
        assertThat(problems.all()).isEmpty();
        return catalogue;
    }
}
