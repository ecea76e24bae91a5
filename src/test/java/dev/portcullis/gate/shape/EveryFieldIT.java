package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.local.bedrock.BedrockRequest;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.litellm.AwsEnvironment;
import dev.portcullis.local.litellm.Installed;
import dev.portcullis.local.litellm.LiteLlm;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every field of every table to every model, from the gate through the real LiteLLM to the strict stand-in: what left
 * the gate arrives, or is one of the table of translations.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class EveryFieldIT {
    private static final String KEY = "sk-integration-test-key";
    /** Numbers have six digits, so that none is the beginning of another. */
    private static final AtomicInteger NUMBER = new AtomicInteger(100_001);

    private static final Map<ApiShape, String> PATHS = Map.of(
            ApiShape.OPENAI_CHAT, "/v1/chat/completions",
            ApiShape.OPENAI_RESPONSES, "/v1/responses",
            ApiShape.ANTHROPIC_MESSAGES, "/v1/messages",
            ApiShape.OPENAI_EMBEDDINGS, "/v1/embeddings",
            ApiShape.OPENAI_IMAGES_GENERATIONS, "/v1/images/generations");

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    @TempDir
    private static Path root;

    private static BedrockStandIn bedrock;
    private static LiteLlm litellm;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() throws IOException {
        bedrock = BedrockStandIn.start(AtGate.CATALOGUE, "us", "us-east-1");
        URI base = URI.create("http://127.0.0.1:" + bedrock.port());
        int port = FreePort.any();
        litellm = LiteLlm.start(
                Installed.litellm().python(),
                root.resolve("run"),
                port,
                LiteLlmConfig.render(AtGate.CATALOGUE, "us", "us-east-1", base),
                KEY,
                AwsEnvironment.standIn(base),
                pid -> {});
        litellm.awaitReady(Duration.ofMinutes(3));
    }

    @AfterAll
    static void stop() {
        if (litellm != null) {
            litellm.close();
        }
        bedrock.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiShape.class,
            names = {
                "OPENAI_CHAT",
                "OPENAI_RESPONSES",
                "ANTHROPIC_MESSAGES",
                "OPENAI_EMBEDDINGS",
                "OPENAI_IMAGES_GENERATIONS"
            })
    void what_left_the_gate_reaches_bedrock(ApiShape api) throws Exception {
        SilentFields silent = new SilentFields();
        List<Callable<Void>> calls = new ArrayList<>();
        for (Scene scene : Scene.of(api)) {
            for (OfferedModel offered : AtGate.CATALOGUE.offered("us")) {
                if (scene.concerns(offered.model())) {
                    calls.add(() -> {
                        compare(scene, offered.model(), silent);
                        return null;
                    });
                }
            }
        }
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> call : senders.invokeAll(calls)) {
                call.get();
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(silent.lines()).isEmpty();
    }

    private static void compare(Scene scene, Model model, SilentFields silent) throws Exception {
        int number = NUMBER.getAndIncrement();
        AtGate sent = AtGate.of(scene, model, number);
        if (sent.rebuilt().isEmpty()) {
            return;
        }
        Rebuilt rebuilt = sent.rebuilt().get();
        HttpResponse<String> answer = send(scene.api(), rebuilt);
        if (answer.statusCode() != 200) {
            silent.add(scene, answer.statusCode() + " " + answer.body(), model);
            return;
        }
        String question = Scene.question(rebuilt.bytes(), number);
        List<BedrockRequest> arrived = bedrock.requests().stream()
                .filter(request -> request.body().contains(question))
                .toList();
        if (arrived.isEmpty() || (arrived.size() > 1 && scene.api() != ApiShape.OPENAI_EMBEDDINGS)) {
            silent.add(scene, arrived.size() + " requests arrived", model);
            return;
        }
        StringBuilder all = new StringBuilder(arrived.get(0).path()).append(' ');
        for (BedrockRequest request : arrived) {
            all.append(Rebuilding.JSON.readTree(request.body()));
        }
        String body = all.toString();
        String before = new String(rebuilt.bytes(), StandardCharsets.UTF_8);
        for (Leaf leaf : sent.left()) {
            if (!leaf.path().equals("model")
                    && !arrived(leaf, before, body)
                    && FieldTranslation.inLiteLlm(scene, leaf, body).isEmpty()) {
                silent.add(scene, leaf, model);
            }
        }
    }

    private static boolean arrived(Leaf leaf, String before, String body) {
        if (leaf.isMark()) {
            int there = AtGate.count(body, "\"cache_control\":") + AtGate.count(body, "\"cachePoint\":");
            return there >= AtGate.count(before, "\"cache_control\":")
                    && AtGate.count(body, "\"ttl\":\"1h\"") >= AtGate.count(before, "\"ttl\":\"1h\"");
        }
        if (!leaf.signs().isEmpty()) {
            return leaf.signs().stream().allMatch(sign -> AtGate.count(body, sign) >= AtGate.count(before, sign));
        }
        JsonNode value = leaf.value();
        if (value.isObject()) {
            return !leaf.path().equals("thinking[disabled]") || body.contains("\"disabled\"");
        }
        return value.isNumber()
                ? body.matches("(?s).*[:\\[ ]" + value + "[,}\\]].*")
                : body.contains("\"" + leaf.key() + "\":" + value);
    }

    private static HttpResponse<String> send(ApiShape api, Rebuilt rebuilt) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(litellm.base().resolve(PATHS.getOrDefault(api, "/")))
                .timeout(Duration.ofSeconds(60))
                .header("authorization", "Bearer " + KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(rebuilt.bytes()));
        if (!rebuilt.betas().isEmpty()) {
            request.header("anthropic-beta", String.join(",", rebuilt.betas()));
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
