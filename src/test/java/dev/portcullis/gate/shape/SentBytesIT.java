package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.shape.field.SchemasTest;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.tokens.TokenBound;
import dev.portcullis.local.litellm.AwsEnvironment;
import dev.portcullis.local.litellm.Installed;
import dev.portcullis.local.litellm.LiteLlm;
import dev.portcullis.local.litellm.RecordingBedrock;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies made along the tables, each with one field more than the least, through the real LiteLLM: what reaches Bedrock
 * has no more tokens than were estimated, field by field.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class SentBytesIT {
    private static final int BODIES = 60;
    /** As in the estimate: what a vendor puts in front of a prompt on its own. */
    private static final long PREAMBLE = 2_000;

    private static final String KEY = "sk-integration-test-key";

    @TempDir
    private static Path root;

    private static RecordingBedrock bedrock;
    private static LiteLlm litellm;
    private static int port;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() throws IOException {
        bedrock = new RecordingBedrock();
        port = FreePort.any();
        litellm = LiteLlm.start(
                Installed.litellm().python(),
                root.resolve("run"),
                port,
                LiteLlmConfig.render(Shipped.catalogue(), "us", "us-east-1", bedrock.base()),
                KEY,
                AwsEnvironment.standIn(bedrock.base()),
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
    @CsvSource({
        "OPENAI_CHAT, /v1/chat/completions, nova-pro",
        "OPENAI_CHAT, /v1/chat/completions, claude-opus-5-5",
        "OPENAI_RESPONSES, /v1/responses, nova-pro",
        "ANTHROPIC_MESSAGES, /v1/messages, claude-opus-5-5",
        "ANTHROPIC_MESSAGES, /v1/messages, nova-pro",
        "OPENAI_EMBEDDINGS, /v1/embeddings, titan-embed-text-v2",
    })
    void bedrock_gets_no_more_than_was_estimated(ApiShape shape, String path, String model) throws Exception {
        Random random = new Random(20261127);
        List<String> beyond = new ArrayList<>();
        int sent = 0;
        for (int i = 0; i < BODIES; i++) {
            ObjectNode body = (ObjectNode) AllowlistPropertyTest.make(Bodies.table(shape), random, 0);
            body.put("model", model).remove("stream");
            makeAcceptable(body);
            deepen(body, i);
            Rebuilt rebuilt;
            try {
                rebuilt = Bodies.rebuild(
                        shape,
                        body.toString().getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        Shipped.catalogue(),
                        "us");
            } catch (Refused e) {
                continue;
            }
            bedrock.take();
            send(path, rebuilt.bytes());
            long tokens = 0;
            for (RecordingBedrock.Call call : bedrock.take()) {
                JsonNode arrived = Rebuilding.JSON.readTree(call.body());
                byte[] json = Rebuilding.JSON.writeValueAsBytes(arrived);
                int margin = rebuilt.model().model().tokenMargin();
                tokens += TokenBound.of(TokenBound.piecesOfJson(json), json.length, margin);
            }
            if (tokens == 0) {
                continue;
            }
            sent++;
            long estimated = rebuilt.size().promptTokens() + PREAMBLE;
            if (tokens > estimated) {
                beyond.add(tokens + " > " + estimated + " " + body);
            }
        }
        assertThat(beyond).isEmpty();
        assertThat(sent).isGreaterThan(BODIES / 10);
    }

    /** LiteLLM itself refuses a word for the effort that it does not know, and the gate a choice of no tool. */
    private static void makeAcceptable(ObjectNode body) {
        body.remove("tool_choice");
        if (body.has("reasoning_effort")) {
            body.put("reasoning_effort", "low");
        }
    }

    /** References in every schema, so that what LiteLLM replaces weighs more than what it frames. */
    private static void deepen(JsonNode node, int seed) {
        for (JsonNode child : node) {
            deepen(child, seed);
        }
        for (String place : List.of("parameters", "input_schema", "schema")) {
            if (node.path(place).isObject()) {
                ((ObjectNode) node).set(place, Rebuilding.tree(SchemasTest.doubling(seed % 9)));
            }
        }
    }

    private static void send(String path, byte[] json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(litellm.base().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("authorization", "Bearer " + KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
        HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .build()
                .send(request, HttpResponse.BodyHandlers.discarding());
    }
}
