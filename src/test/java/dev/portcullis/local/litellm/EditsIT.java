package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.shape.Bodies;
import dev.portcullis.gate.shape.FormText;
import dev.portcullis.gate.shape.Rebuilt;
import dev.portcullis.gate.shape.usage.Usage;
import dev.portcullis.gate.shape.usage.UsageReader;
import dev.portcullis.local.bedrock.BedrockRequest;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.policy.ApiShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A form as the gate writes it, through the locked LiteLLM, to the stand-in for Bedrock: what arrives there counts. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class EditsIT {
    private static final String KEY = "sk-integration-test-key";
    private static final ObjectMapper JSON = new ObjectMapper();
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
        bedrock = BedrockStandIn.start(Shipped.catalogue(), "us", "us-east-1");
        URI base = URI.create("http://127.0.0.1:" + bedrock.port());
        litellm = LiteLlm.start(
                Installed.litellm().python(),
                root.resolve("run"),
                FreePort.any(),
                LiteLlmConfig.render(Shipped.catalogue(), "us", "us-east-1", base),
                KEY,
                AwsEnvironment.standIn(base),
                pid -> {});
        litellm.awaitReady(Duration.ofMinutes(2));
    }

    @AfterAll
    static void stop() {
        if (litellm != null) {
            litellm.close();
        }
        bedrock.close();
    }

    @Test
    void an_edit_reaches_bedrock_as_it_was_asked_for_and_comes_back_as_a_picture() throws Exception {
        byte[] picture = png(0x336699);
        byte[] mask = png(0xffffff);
        Rebuilt rebuilt = rebuild(new FormText()
                .text("model", "stability-inpaint")
                .text("prompt", "a gate")
                .text("grow_mask", "7")
                .text("seed", "11")
                .text("n", "1")
                .text("size", "1024x1024")
                .text("response_format", "b64_json")
                .text("model_id", "us.stability.stable-creative-upscale-v1:0")
                .text("api_base", "http://127.0.0.1:9")
                .text("aws_region_name", "eu-west-1")
                .text("extra_body", "{\"model_id\":\"taken\"}")
                .file("image", picture)
                .file("mask", mask));
        byte[] answer = send(rebuilt);

        BedrockRequest call = last();
        assertThat(call.path()).isEqualTo("/model/us.stability.stable-image-inpaint-v1:0/invoke");
        assertThat(call.header("authorization")).contains("/us-east-1/bedrock/aws4_request");
        assertThat(JSON.readTree(call.body()))
                .isEqualTo(JSON.createObjectNode()
                        .put("output_format", "png")
                        .put("prompt", "a gate")
                        .put("image", base64(picture))
                        .put("mask", base64(mask))
                        .put("grow_mask", 7.0)
                        .put("seed", 11));
        byte[] made = Base64.getDecoder()
                .decode(JSON.readTree(answer)
                        .path("data")
                        .path(0)
                        .path("b64_json")
                        .asText());
        assertThat(ImageIO.read(new ByteArrayInputStream(made)).getWidth()).isEqualTo(64);
        UsageReader usage = UsageReader.of(ApiShape.OPENAI_IMAGES_EDITS);
        usage.feed(answer);
        assertThat(usage.usage()).contains(new Usage(0, 0, 0, 0, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stability-inpaint           | prompt, mask, negative_prompt, style_preset
            stability-erase             | mask, grow_mask, seed
            stability-remove-background |
            stability-outpaint          | prompt, left, right, up, down, creativity
            stability-search-replace    | prompt, search_prompt, negative_prompt
            stability-search-recolor    | prompt, select_prompt, output_format
            stability-structure         | prompt, control_strength
            stability-sketch            | prompt, control_strength
            stability-style-guide       | prompt, aspect_ratio, fidelity
            stability-style-transfer    | prompt, style_image, style_strength, composition_fidelity, change_strength
            stability-fast-upscale      | output_format
            stability-upscale           | prompt, creativity
            stability-creative-upscale  | prompt, creativity, style_preset
            """)
    void every_service_is_asked_with_its_own_fields(String model, String list) throws Exception {
        List<String> fields = list == null ? List.of() : List.of(list.split(", ", -1));
        byte[] picture = png(0x336699);
        FormText form = new FormText().text("model", model).file("image", picture);
        fields.forEach(field -> add(form, field, picture));
        JsonNode answer = JSON.readTree(send(rebuild(form)));

        assertThat(answer.path("data").path(0).path("b64_json").asText()).isNotEmpty();
        BedrockRequest call = last();
        assertThat(call.path()).contains("/model/us.stability.stable-");
        var expected = new TreeSet<>(fields);
        expected.add("output_format");
        expected.add(model.equals("stability-style-transfer") ? "init_image" : "image");
        var sent = new TreeSet<String>();
        JSON.readTree(call.body()).fieldNames().forEachRemaining(sent::add);
        assertThat(sent).isEqualTo(expected);
    }

    @Test
    void every_edit_model_of_the_catalogue_is_tried_here() {
        long edits = Shipped.catalogue().offered("us").stream()
                .map(OfferedModel::model)
                .filter(model -> model.can(Capability.IMAGE_EDITS))
                .count();

        assertThat(edits).isEqualTo(13);
    }

    @Test
    void a_model_is_asked_in_another_region_by_another_name_which_the_answer_bears() throws Exception {
        String chat = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        for (String name : List.of("gpt-oss-20b", "gpt-oss-20b@2", "gpt-oss-20b@3")) {
            byte[] body = chat.formatted(name).getBytes(StandardCharsets.UTF_8);
            byte[] answer = send("/v1/chat/completions", "application/json", body);
            assertThat(JSON.readTree(answer).path("model").asText()).isEqualTo(name);
        }

        List<BedrockRequest> calls = bedrock.requests();
        assertThat(calls.subList(calls.size() - 3, calls.size()))
                .extracting(
                        call -> call.path() + " " + call.header("authorization").split("/", -1)[2])
                .containsExactly(
                        "/model/openai.gpt-oss-20b-1%3A0/converse us-east-1",
                        "/model/openai.gpt-oss-20b-1%3A0/converse us-east-2",
                        "/model/openai.gpt-oss-20b-1%3A0/converse us-west-2");
    }

    private static void add(FormText form, String field, byte[] picture) {
        if (Stream.of("mask", "style_image").anyMatch(field::equals)) {
            form.file(field, picture);
            return;
        }
        form.text(
                field,
                switch (field) {
                    case "left", "right", "up", "down", "seed" -> "12";
                    case "grow_mask" -> "5";
                    case "output_format" -> "jpeg";
                    case "aspect_ratio" -> "16:9";
                    case "style_preset" -> "line-art";
                    case "prompt", "negative_prompt", "search_prompt", "select_prompt" -> "a gate";
                    default -> "0.4";
                });
    }

    private static Rebuilt rebuild(FormText form) throws Exception {
        return Bodies.rebuild(ApiShape.OPENAI_IMAGES_EDITS, form.bytes(), FormText.TYPE, Shipped.catalogue(), "us");
    }

    private static byte[] send(Rebuilt rebuilt) throws IOException, InterruptedException {
        return send("/v1/images/edits", rebuilt.contentType(), rebuilt.bytes());
    }

    private static byte[] send(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(litellm.base().resolve(path))
                .timeout(Duration.ofMinutes(1))
                .headers("Authorization", "Bearer " + KEY, "Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as("%s", new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }

    private static BedrockRequest last() {
        List<BedrockRequest> calls = bedrock.requests();
        return calls.get(calls.size() - 1);
    }

    private static byte[] png(int colour) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        image.setRGB(5, 5, colour);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
