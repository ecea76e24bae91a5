package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.catalogue.litellm.LiteLlmLock;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.local.trial.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The locked LiteLLM itself, on the rendered configuration, before a recording Bedrock. The first run installs it into
 * the user's cache.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class LiteLlmIT {
    private static final String KEY = "sk-integration-test-key";
    private static final Map<String, String> REGIONS = Map.of(
            "us", "us-east-1",
            "eu", "eu-west-1",
            "apac", "ap-south-1",
            "jp", "ap-northeast-1",
            "au", "ap-southeast-2",
            "global", "eu-west-1");
    private static final Duration START = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    @TempDir
    private static Path root;

    private static RecordingBedrock bedrock;
    private static LiteLlmInstall install;
    private static LiteLlm litellm;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() throws IOException {
        bedrock = new RecordingBedrock();
        install = Installed.litellm();
        litellm = LiteLlm.start(
                install.python(),
                root.resolve("run"),
                FreePort.any(),
                LiteLlmConfig.render(Shipped.catalogue(), "us", "us-east-1", bedrock.base()),
                KEY,
                AwsEnvironment.standIn(bedrock.base()),
                pid -> {});
        litellm.awaitReady(START);
    }

    @AfterAll
    static void stop() {
        if (litellm != null) {
            litellm.close();
        }
        bedrock.close();
    }

    @BeforeEach
    void forget() {
        bedrock.take();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, /model/us.anthropic.claude-opus-5-5/converse",
        "claude-haiku-4-5, /model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse",
        "nova-pro, /model/us.amazon.nova-pro-v1%3A0/converse",
        "gpt-oss-120b, /model/openai.gpt-oss-120b-1%3A0/converse"
    })
    void chat_goes_to_converse(String model, String path) throws Exception {
        JsonObject answer = post("/v1/chat/completions", """
                {"model": "%s", "max_tokens": 5, "messages": [{"role": "user", "content": "hi"}]}""".formatted(model));

        assertThat(answer.getAsJsonObject("usage").get("prompt_tokens").getAsInt())
                .isEqualTo(11);
        assertThat(paths()).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, /model/us.anthropic.claude-opus-5-5/invoke",
        "claude-haiku-4-5, /model/us.anthropic.claude-haiku-4-5-20251001-v1:0/invoke",
        "nova-pro, /model/us.amazon.nova-pro-v1%3A0/converse"
    })
    void messages_of_claude_are_passed_on_and_those_of_others_translated(String model, String path) throws Exception {
        JsonObject answer = post("/v1/messages", """
                {"model": "%s", "max_tokens": 5, "messages": [{"role": "user", "content": "hi"}]}""".formatted(model));

        assertThat(answer.getAsJsonObject("usage").get("output_tokens").getAsInt())
                .isEqualTo(7);
        assertThat(paths()).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, /model/anthropic.claude-opus-5-5/count-tokens",
        "claude-haiku-5-5, /model/anthropic.claude-haiku-5-5/count-tokens",
        "claude-haiku-4-5, /model/anthropic.claude-haiku-4-5-20251001-v1%3A0/count-tokens"
    })
    void tokens_are_counted_by_bedrock_with_the_foundation_models_id(String model, String path) throws Exception {
        JsonObject answer = post("/v1/messages/count_tokens", """
                {"model": "%s", "messages": [{"role": "user", "content": "hi"}]}""".formatted(model));

        assertThat(answer.get("input_tokens").getAsInt()).isEqualTo(42);
        assertThat(paths()).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-5-5, /model/us.anthropic.claude-sonnet-5-5/converse",
        "gpt-oss-20b, /model/openai.gpt-oss-20b-1%3A0/converse"
    })
    void responses_go_to_converse(String model, String path) throws Exception {
        JsonObject answer = post("/v1/responses", """
                {"model": "%s", "input": "hi"}""".formatted(model));

        assertThat(answer.get("status").getAsString()).isEqualTo("completed");
        assertThat(paths()).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource({
        "titan-embed-text-v2, /model/amazon.titan-embed-text-v2%3A0/invoke",
        "cohere-embed-v4, /model/us.cohere.embed-v4%3A0/invoke"
    })
    void embeddings_go_to_invoke(String model, String path) throws Exception {
        JsonObject answer = post("/v1/embeddings", """
                {"model": "%s", "input": "hi"}""".formatted(model));

        assertThat(answer.getAsJsonArray("data")).hasSize(1);
        assertThat(paths()).containsExactly(path);
    }

    @Test
    void an_image_is_made_in_the_region_that_has_the_model() throws Exception {
        JsonObject answer = post("/v1/images/generations", """
                {"model": "stable-image-core", "prompt": "a gate", "size": "1024x1024", "n": 1}""");

        assertThat(answer.getAsJsonArray("data")
                        .get(0)
                        .getAsJsonObject()
                        .get("b64_json")
                        .getAsString())
                .isEqualTo("aW1hZ2U=");
        List<RecordingBedrock.Call> calls = bedrock.take();
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).path()).isEqualTo("/model/stability.stable-image-core-v1:1/invoke");
        assertThat(calls.get(0).authorization()).contains("/us-west-2/bedrock/aws4_request");
        assertThat(calls.get(0).body()).isEqualTo("{\"prompt\": \"a gate\"}");
    }

    @Test
    void every_call_is_signed_for_the_region_of_the_stack() throws Exception {
        post("/v1/chat/completions", """
                {"model": "nova-lite", "messages": [{"role": "user", "content": "hi"}]}""");

        assertThat(bedrock.take().get(0).authorization())
                .matches("AWS4-HMAC-SHA256 Credential=AKIASTANDIN/\\d{8}/us-east-1/bedrock/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date, Signature=[0-9a-f]{64}");
    }

    @Test
    void another_key_reaches_no_model() throws Exception {
        HttpResponse<String> answer = send("/v1/chat/completions", "sk-another", """
                {"model": "nova-lite", "messages": [{"role": "user", "content": "hi"}]}""");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(bedrock.take()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/docs", "/redoc", "/openapi.json"})
    void its_documentation_is_off(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(litellm.base().resolve(path)).build();

        assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void after_a_crash_it_is_started_again_and_serves() throws Exception {
        long before = litellm.pid();
        int restarts = litellm.restarts();
        ProcessHandle process = ProcessHandle.of(before).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
        litellm.awaitReady(START);

        assertThat(litellm.restarts()).isEqualTo(restarts + 1);
        assertThat(litellm.pid()).isNotEqualTo(before);
        post("/v1/chat/completions", """
                {"model": "nova-lite", "messages": [{"role": "user", "content": "hi"}]}""");
    }

    @Test
    void every_key_of_the_configuration_is_in_the_place_where_it_is_read() throws Exception {
        JsonObject read =
                readBack(Map.of("us", "us-east-1")).values().iterator().next();

        assertThat(read.get("drop_params").getAsBoolean()).isTrue();
        assertThat(read.get("num_retries").getAsInt()).isZero();
        assertThat(read.get("request_timeout").getAsInt()).isEqualTo(600);
        assertThat(read.get("turn_off_message_logging").getAsBoolean()).isTrue();
        assertThat(read.get("json_logs").getAsBoolean()).isTrue();
        assertThat(read.get("router.num_retries").getAsInt()).isZero();
        assertThat(read.get("router.disable_cooldowns").getAsBoolean()).isTrue();
        assertThat(read.get("router.timeout").getAsInt()).isEqualTo(600);
        assertThat(read.getAsJsonArray("trusted_proxy_ranges")).isEmpty();
    }

    @Test
    void every_chat_model_is_asked_by_converse_and_claudes_messages_are_not_translated() throws Exception {
        Map<String, JsonObject> read = readBack(REGIONS);

        assertThat(read).hasSize(6).allSatisfy((geography, config) -> {
            for (OfferedModel offered : Shipped.catalogue().offered(geography)) {
                String name = offered.model().name();
                boolean isClaude = offered.model().vendor().equals("anthropic");
                if (offered.model().kind() == ModelKind.CHAT) {
                    assertThat(word(config, "routes", name)).as(name).isEqualTo("converse");
                    assertThat(word(config, "messages", name)).as(name).isEqualTo(isClaude ? "invoke" : "chat");
                }
            }
        });
    }

    @Test
    void a_file_with_another_hash_is_named_and_nothing_is_installed() throws Exception {
        Path changed = root.resolve("litellm.lock");
        Files.writeString(
                changed,
                Files.readString(Shipped.lock().file())
                        .replaceFirst(
                                "(?s)(aiohappyeyeballs==\\S+ ).*?(?=    # via)",
                                "$1\\\\\n    --hash=sha256:" + "0".repeat(64) + "\n"));
        Path cache = root.resolve("cache");

        assertThatThrownBy(() -> LiteLlmInstall.of(
                        LiteLlmLock.read(changed), Installed.python(), cache, (doing, done, total) -> {}))
                .isInstanceOf(InstallFailure.class)
                .hasMessageStartingWith("config/litellm.lock: expected files with the hashes of the lock, got another"
                        + " file for 'aiohappyeyeballs==2.7.1'; nothing was installed\n");
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void the_library_that_signs_says_whether_there_are_credentials() throws Exception {
        Map<String, String> nothing = Map.of("HOME", root.toString(), "AWS_EC2_METADATA_DISABLED", "true");
        Map<String, String> noProfile = new TreeMap<>(nothing);
        noProfile.put("AWS_PROFILE", "nobody");
        Path home = Files.createDirectory(root.resolve("home"));
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/credentials"), "[dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = x\n");

        AwsCredentials.require(install.python(), Map.of("AWS_ACCESS_KEY_ID", "AKIA", "AWS_SECRET_ACCESS_KEY", "x"));
        AwsCredentials.require(install.python(), Map.of("HOME", home.toString(), "AWS_PROFILE", "dev"));
        assertThatThrownBy(() -> AwsCredentials.require(install.python(), nothing))
                .hasMessageStartingWith("--bedrock: expected AWS credentials, got none\n");
        assertThatThrownBy(() -> AwsCredentials.require(install.python(), noProfile))
                .hasMessageStartingWith(
                        "--bedrock: expected AWS credentials, got The config profile (nobody) could not be found\n");
    }

    /** By geography, what LiteLLM itself says it read. */
    private static Map<String, JsonObject> readBack(Map<String, String> regions) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                install.python().toString(),
                "-I",
                Path.of("src/test/resources/litellm-reads.py").toAbsolutePath().toString()));
        LiteLlmFiles files = new LiteLlmFiles(root.resolve("read-back"));
        for (Map.Entry<String, String> entry : regions.entrySet()) {
            LiteLlmFiles config = new LiteLlmFiles(root.resolve("read-back-" + entry.getKey()));
            config.write(LiteLlmConfig.render(Shipped.catalogue(), entry.getKey(), entry.getValue()), KEY);
            command.add(config.config().toString());
            files = config;
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(files.log().toFile());
        builder.environment().clear();
        builder.environment().putAll(files.environment(AwsEnvironment.standIn(URI.create("http://127.0.0.1:1"))));
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{\"drop_params\""))
                .toList();
        assertThat(process.waitFor()).as("%s", Files.readString(files.log())).isZero();
        Map<String, JsonObject> read = new LinkedHashMap<>();
        for (String geography : regions.keySet()) {
            read.put(geography, JsonParser.parseString(lines.get(read.size())).getAsJsonObject());
        }
        return read;
    }

    private static String word(JsonObject config, String section, String model) {
        return config.getAsJsonObject(section).get(model).getAsString();
    }

    private static List<String> paths() {
        return bedrock.take().stream().map(RecordingBedrock.Call::path).toList();
    }

    private static JsonObject post(String path, String body) throws Exception {
        HttpResponse<String> answer = send(path, KEY, body);
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static HttpResponse<String> send(String path, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(litellm.base().resolve(path))
                .timeout(Duration.ofMinutes(1))
                .headers("Authorization", "Bearer " + key, "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
