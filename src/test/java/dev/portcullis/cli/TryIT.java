package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.portcullis.local.litellm.Installed;
import dev.portcullis.local.litellm.LiteLlmInstall;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./portcullis try} as a person runs it, in processes of its own. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class TryIT {
    private static final String LAUNCHER =
            Path.of("portcullis").toAbsolutePath().toString();

    @TempDir
    private Path root;

    @Test
    void two_at_once_do_not_meet() throws Exception {
        Installed.litellm();
        Process one = start("one", Map.of(), "try", "--check", "--json");
        Process two = start("two", Map.of(), "try", "--check", "--json");

        assertThat(one.waitFor()).as("%s", said("one.err")).isZero();
        assertThat(two.waitFor()).as("%s", said("two.err")).isZero();
        for (String out : List.of("one.out", "two.out")) {
            assertThat(JsonParser.parseString(said(out)).getAsJsonArray())
                    .hasSizeGreaterThan(20)
                    .extracting(TryIT::passed)
                    .containsOnly(true);
        }
    }

    @Test
    void of_one_that_was_killed_the_next_ends_the_litellm_that_had_replaced_another() throws Exception {
        Installed.litellm();
        Process launcher = new ProcessBuilder(LAUNCHER, "try")
                .redirectError(root.resolve("killed.err").toFile())
                .start();
        try (BufferedReader out = launcher.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.startsWith("Up at ")) {
                line = out.readLine();
            }
            assertThat(line).as("%s", said("killed.err")).isNotNull();
            ProcessHandle cli = launcher.toHandle().children().findFirst().orElseThrow();
            Path folder =
                    LiteLlmInstall.cache(System.getenv()).resolve("trials").resolve(String.valueOf(cli.pid()));
            List<ProcessHandle> first = cli.children().toList();
            assertThat(first).as("LiteLLM and the gate").hasSize(2);
            long before = recorded(folder, "litellm");
            end(ProcessHandle.of(before).orElseThrow());
            while (recorded(folder, "litellm") == before) {
                Thread.onSpinWait();
            }
            ProcessHandle litellm =
                    ProcessHandle.of(recorded(folder, "litellm")).orElseThrow();
            ProcessHandle gate = ProcessHandle.of(recorded(folder, "gate")).orElseThrow();
            end(cli);
            assertThat(List.of(litellm, gate)).allMatch(ProcessHandle::isAlive);

            assertThat(start("next", Map.of(), "try", "--check").waitFor())
                    .as("%s", said("next.err"))
                    .isZero();

            assertThat(List.of(litellm, gate)).noneMatch(ProcessHandle::isAlive);
            assertThat(folder).doesNotExist();
        } finally {
            launcher.destroyForcibly();
        }
    }

    @Test
    void without_a_network_a_first_run_says_so_and_leaves_nothing_installed() throws Exception {
        Map<String, String> offline =
                Map.of("XDG_CACHE_HOME", root.toString(), "PIP_INDEX_URL", "http://127.0.0.1:1/simple");

        assertThat(start("offline", offline, "try", "--check").waitFor()).isEqualTo(1);

        assertThat(said("offline.err"))
                .contains("network: expected a way to Python's package index on the first run, got no connection\n"
                        + "  Connect, or set pip's index or proxy, and try again")
                .doesNotContain("portcullis: network", "Starting");
        try (Stream<Path> files = Files.list(root.resolve("portcullis"))) {
            assertThat(files.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void bedrock_without_credentials_is_refused_before_anything_starts() throws Exception {
        Installed.litellm();
        Map<String, String> nobody = Map.of(
                "HOME",
                root.toString(),
                "XDG_CACHE_HOME",
                String.valueOf(LiteLlmInstall.cache(System.getenv()).getParent()),
                "AWS_EC2_METADATA_DISABLED",
                "true");

        assertThat(start("nobody", nobody, "try", "--check", "--bedrock", "--region", "us-east-1")
                        .waitFor())
                .isEqualTo(2);

        assertThat(said("nobody.err"))
                .startsWith("--bedrock: expected AWS credentials, got none\n")
                .doesNotContain("Starting");
    }

    /** Its output goes to files, so that nobody has to read while it runs. AWS settings of the tester's are left out. */
    private Process start(String name, Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(LAUNCHER), Stream.of(arguments)).toList())
                .redirectOutput(root.resolve(name + ".out").toFile())
                .redirectError(root.resolve(name + ".err").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String said(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private static long recorded(Path folder, String child) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("child-" + child)).split(" ", 2)[0]);
    }

    private static void end(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    private static boolean passed(JsonElement check) {
        return check.getAsJsonObject().get("passed").getAsBoolean();
    }
}
