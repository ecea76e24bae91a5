package dev.portcullis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.local.litellm.Tree;
import dev.portcullis.local.trial.RunningTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The tools themselves, unmodified, with nothing but what {@code connect --try} wrote into their homes. Installs them, so it runs
 * only when it is asked for.
 */
@EnabledIfEnvironmentVariable(named = "PORTCULLIS_CLIENTS", matches = "1")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ConnectedToolsIT {
    private static final String HONEST = "This is the Portcullis stand-in for Bedrock, not a model.";
    private static final Path CACHE = LiteLlmInstall.cache(System.getenv());

    @SuppressWarnings("NullAway.Init")
    private static RunningTrial trial;

    @SuppressWarnings("NullAway.Init")
    private static ClientInstall tools;

    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() throws Exception {
        tools = ClientInstall.into(CACHE);
        trial = RunningTrial.start();
        // Codex does not like a home below /tmp.
        home = Files.createTempDirectory(CACHE, "connect-home");
    }

    @AfterAll
    static void stop() throws IOException {
        trial.close();
        Tree.delete(home);
    }

    @Test
    void claude_code() throws Exception {
        connect("claude-code");

        assertThat(run(
                        Map.of("DISABLE_AUTOUPDATER", "1", "DISABLE_TELEMETRY", "1"),
                        node("@anthropic-ai/claude-code-linux-x64/claude"),
                        "--print",
                        "Hello there"))
                .contains(HONEST);
    }

    @Test
    void codex() throws Exception {
        connect("codex");
        Path program;
        try (Stream<Path> vendors = Files.list(tools.node().resolve("node_modules/@openai/codex/vendor"))) {
            program = vendors.findFirst().orElseThrow().resolve("bin/codex");
        }

        assertThat(run(
                        Map.of(),
                        program.toString(),
                        "exec",
                        "--skip-git-repo-check",
                        "--dangerously-bypass-approvals-and-sandbox",
                        "Hello there"))
                .contains(HONEST);
    }

    @Test
    void opencode() throws Exception {
        connect("opencode");

        assertThat(run(
                        Map.of(
                                "OPENCODE_DISABLE_AUTOUPDATE",
                                "1",
                                "OPENCODE_DISABLE_MODELS_FETCH",
                                "1",
                                "OPENCODE_DISABLE_DEFAULT_PLUGINS",
                                "1"),
                        node("opencode-linux-x64-baseline/bin/opencode"),
                        "run",
                        "Hello there"))
                .contains(HONEST);
    }

    @Test
    void aider() throws Exception {
        connect("aider");

        assertThat(run(
                        Map.of(),
                        tools.aider().resolve("bin/aider").toString(),
                        "--analytics-disable",
                        "--no-check-update",
                        "--no-show-release-notes",
                        "--no-show-model-warnings",
                        "--no-git",
                        "--yes-always",
                        "--no-stream",
                        "--message",
                        "Hello there"))
                .contains(HONEST);
    }

    @Test
    void curl() throws Exception {
        connect("curl");

        assertThat(run(
                        Map.of(),
                        "curl",
                        "-sK",
                        home.resolve(".config/portcullis/curl.conf").toString(),
                        "http://127.0.0.1:" + trial.trial().port() + "/v1/models"))
                .contains("\"object\":\"list\"");
    }

    @Test
    void an_anthropic_sdk_with_the_variables_and_no_code() throws Exception {
        connect("anthropic-sdk");
        String code = "import anthropic; print(anthropic.Anthropic().models.list().data[0].id)";

        assertThat(run(
                        Map.of(),
                        "bash",
                        "-c",
                        "set -a; . '" + home.resolve(".config/portcullis/anthropic-sdk.env") + "'; set +a; '"
                                + tools.python().resolve("bin/python") + "' -c '" + code + "'"))
                .contains("claude");
    }

    private static String node(String program) {
        return tools.node().resolve("node_modules").resolve(program).toString();
    }

    private static void connect(String tool) throws Exception {
        CommandProcess.Said said = CommandProcess.run(environment(), "connect", tool, "--try");

        assertThat(said.err()).startsWith("Asking one short answer of ");
        assertThat(said.out()).contains(" is set up for the running try. Start it: ");
        assertThat(said.code()).isZero();
    }

    private static Map<String, String> environment() {
        return Map.of(
                "HOME", home.toString(),
                "XDG_CACHE_HOME", String.valueOf(CACHE.getParent()),
                "PATH", System.getenv("PATH"),
                "TERM", "dumb",
                "LANG", "C.UTF-8",
                // Requests to any other host meet a port that nothing listens on.
                "HTTPS_PROXY", "http://127.0.0.1:9",
                "NO_PROXY", "127.0.0.1");
    }

    private static String run(Map<String, String> more, String... command) throws Exception {
        Path output = home.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(home.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(new HashMap<>(environment()));
        builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
        builder.environment().putAll(more);
        Process process = builder.start();
        process.waitFor(3, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        return Files.readString(output, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }
}
