package dev.portcullis.local.bedrock;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;

/** The SDK's two clients, pointed at a port of this machine, without retries. */
final class SdkClients implements AutoCloseable {
    private final BedrockRuntimeClient plain;
    private final BedrockRuntimeAsyncClient streaming;

    SdkClients(int port) {
        this(port, "us-east-1");
    }

    SdkClients(int port, String region) {
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"));
        plain = BedrockRuntimeClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        streaming = BedrockRuntimeAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClient(NettyNioAsyncHttpClient.create())
                .build();
    }

    /** The contents of a stream. Deltas in a row are one entry of {@code kinds} with their number. */
    record Stream(List<String> kinds, String text, String toolInput, TokenUsage usage) {}

    static Message user(String text) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(text))
                .build();
    }

    static ConverseRequest withTool(String modelId, String text) {
        Document schema = Document.mapBuilder()
                .putString("type", "object")
                .putDocument(
                        "properties",
                        Document.mapBuilder()
                                .putMap("city", type -> type.putString("type", "string"))
                                .putMap(
                                        "unit",
                                        type -> type.putString("type", "string")
                                                .putList("enum", List.of(Document.fromString("celsius"))))
                                .putMap("days", type -> type.putString("type", "integer"))
                                .build())
                .putList("required", List.of(Document.fromString("city"), Document.fromString("unit")))
                .build();
        return ConverseRequest.builder()
                .modelId(modelId)
                .messages(user(text))
                .toolConfig(config -> config.tools(Tool.fromToolSpec(spec -> spec.name("get_weather")
                        .description("Tells the weather")
                        .inputSchema(input -> input.json(schema)))))
                .build();
    }

    ConverseResponse converse(String modelId, String text) {
        return converse(
                ConverseRequest.builder().modelId(modelId).messages(user(text)).build());
    }

    ConverseResponse converse(ConverseRequest request) {
        return plain.converse(request);
    }

    InvokeModelResponse invoke(String modelId, String body) {
        return plain.invokeModel(request -> request.modelId(modelId).body(SdkBytes.fromUtf8String(body)));
    }

    int countConverse(String modelId, String text) {
        return plain.countTokens(request -> request.modelId(modelId)
                        .input(input -> input.converse(converse -> converse.messages(user(text)))))
                .inputTokens();
    }

    int countInvoke(String modelId, String body) {
        return plain.countTokens(request -> request.modelId(modelId)
                        .input(input -> input.invokeModel(invoke -> invoke.body(SdkBytes.fromUtf8String(body)))))
                .inputTokens();
    }

    Stream converseStream(String modelId, String text) {
        return converseStream(
                ConverseRequest.builder().modelId(modelId).messages(user(text)).build());
    }

    Stream converseStream(ConverseRequest request) {
        Collector collector = new Collector();
        streaming
                .converseStream(
                        ConverseStreamRequest.builder()
                                .modelId(request.modelId())
                                .messages(request.messages())
                                .toolConfig(request.toolConfig())
                                .build(),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(collector.visitor())
                                .build())
                .join();
        return collector.stream();
    }

    List<String> invokeStream(String modelId, String body) {
        List<String> chunks = new ArrayList<>();
        streaming
                .invokeModelWithResponseStream(
                        request -> request.modelId(modelId).body(SdkBytes.fromUtf8String(body)),
                        InvokeModelWithResponseStreamResponseHandler.builder()
                                .subscriber(InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                                        .onChunk(chunk ->
                                                chunks.add(chunk.bytes().asString(StandardCharsets.UTF_8)))
                                        .build())
                                .build())
                .join();
        return chunks;
    }

    @Override
    public void close() {
        plain.close();
        streaming.close();
    }

    private static final class Collector {
        private final List<String> kinds = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder toolInput = new StringBuilder();
        private TokenUsage usage = TokenUsage.builder().build();
        private int deltas;

        ConverseStreamResponseHandler.Visitor visitor() {
            return ConverseStreamResponseHandler.Visitor.builder()
                    .onMessageStart(event -> add("messageStart"))
                    .onContentBlockStart(event ->
                            add("contentBlockStart " + event.start().toolUse().name()))
                    .onContentBlockDelta(event -> {
                        deltas++;
                        if (event.delta().toolUse() != null) {
                            toolInput.append(event.delta().toolUse().input());
                        } else {
                            text.append(event.delta().text());
                        }
                    })
                    .onContentBlockStop(event -> add("contentBlockStop"))
                    .onMessageStop(event -> add("messageStop " + event.stopReasonAsString()))
                    .onMetadata(event -> {
                        add("metadata");
                        usage = event.usage();
                    })
                    .build();
        }

        private void add(String kind) {
            if (deltas > 0) {
                kinds.add("contentBlockDelta x " + deltas);
                deltas = 0;
            }
            kinds.add(kind);
        }

        Stream stream() {
            return new Stream(kinds, text.toString(), toolInput.toString(), usage);
        }
    }
}
