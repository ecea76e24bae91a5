package dev.portcullis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a copy of the example stack, with a script that stands for the Pulumi CLI and notes its arguments. */
final class ClientCommandTest {
    @TempDir
    private Path folder;

    private Path project = Path.of("");
    private Path stackFile = Path.of("");
    private String out = "";
    private String err = "";

    @BeforeEach
    void lay_out_a_project() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        try (Stream<Path> entries = Files.list(Path.of("").toAbsolutePath())) {
            for (Path entry : entries.toList()) {
                String name = String.valueOf(entry.getFileName());
                if (name.matches("Pulumi\\..*yaml")) {
                    Files.copy(entry, project.resolve(name));
                } else if (!name.startsWith(".")) {
                    Files.createSymbolicLink(project.resolve(name), entry);
                }
            }
        }
        stackFile = project.resolve("Pulumi.dev.yaml");
        Files.createDirectory(folder.resolve("bin"));
        pulumi("exit 0");
    }

    @AfterEach
    void remove_the_links() throws IOException {
        try (Stream<Path> entries = Files.list(project)) {
            for (Path link : entries.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private void pulumi(String end) throws IOException {
        Path script = Files.writeString(
                folder.resolve("bin/pulumi"), "#!/bin/sh\necho \"$*\" >> '" + folder + "/asked'\n" + end + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private int run(String... words) throws Exception {
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                CommandProcess.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        Process process = builder.start();
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        err = Files.readString(folder.resolve("err"));
        return code;
    }

    private String asked() throws IOException {
        Path asked = folder.resolve("asked");
        return Files.exists(asked) ? Files.readString(asked) : "";
    }

    @Test
    void a_client_is_added_with_a_key_and_deployed() throws Exception {
        String before = Files.readString(stackFile);

        assertThat(run("client", "add", "nightly", "--stack", "dev", "--day", "2.5", "--model", "nova-*", "--yes"))
                .isZero();

        assertThat(Files.readString(stackFile)).isEqualTo(before.replace("      duration: 2160h\n", """
                      duration: 2160h
                    nightly:
                      duration: 8760h
                      key:
                        day: 2.5
                        models: ['nova-*']
                """));
        assertThat(asked()).isEqualTo("up --yes --skip-preview --stack dev\n");
        assertThat(out).contains("nightly");
        assertThat(err)
                .isEqualTo("Wrote Pulumi.dev.yaml\nRunning pulumi up --stack dev\nClient 'nightly' is deployed. Set a"
                        + " tool up with: ./portcullis connect TOOL --stack dev --client nightly\n");
    }

    @Test
    void a_client_is_added_with_every_term_that_a_key_may_have() throws Exception {
        assertThat(run(
                        "client",
                        "add",
                        "nightly",
                        "--stack=dev",
                        "--total=9",
                        "--month=none",
                        "--capability=chat",
                        "--requests-per-minute=60",
                        "--tokens-per-minute=90000",
                        "--in-flight=2",
                        "--default-max-tokens=512",
                        "--time-zone=Europe/Berlin",
                        "--expires=2027-06-01",
                        "--yes"))
                .as(() -> err)
                .isZero();

        assertThat(Files.readString(stackFile)).contains("""
                    nightly:
                      duration: 8760h
                      key:
                        total: 9
                        capabilities: ['chat']
                        timeZone: 'Europe/Berlin'
                        expiresAt: '2027-06-01T00:00:00Z'
                        defaultMaxTokens: 512
                        requestsPerMinute: 60
                        tokensPerMinute: 90000
                        inFlight: 2
                """);
    }

    @Test
    void after_an_update_that_failed_the_same_command_goes_on() throws Exception {
        pulumi("echo 'error: the stack is currently locked' >&2; exit 255");

        assertThat(run("client", "add", "nightly", "--stack", "dev", "--month", "40", "--yes"))
                .isEqualTo(1);
        assertThat(err).contains("currently locked").contains("run: pulumi up --stack dev");
        String written = Files.readString(stackFile);
        pulumi("exit 0");
        assertThat(run("client", "add", "nightly", "--stack", "dev", "--month", "40", "--yes"))
                .isZero();

        assertThat(Files.readString(stackFile)).isEqualTo(written);
        assertThat(out).isEqualTo("Pulumi.dev.yaml has client 'nightly' with these terms already\n");
        assertThat(run("client", "add", "nightly", "--stack", "dev", "--month", "41", "--yes"))
                .isEqualTo(2);
        assertThat(err)
                .startsWith("NAME: expected a name that no client of the stack has, got 'nightly', which it has");
    }

    @Test
    void a_client_is_rotated_with_a_grace_and_then_at_once() throws Exception {
        assertThat(run("client", "rotate", "laptop", "--stack", "dev", "--grace", "2027-01-01", "--yes"))
                .isZero();
        assertThat(Files.readString(stackFile))
                .contains("        month: 50\n      secretVersion: 2\n      keyVersion: 2\n"
                        + "      graceUntil: \"2027-01-01T00:00:00Z\"\n    ci:\n");

        assertThat(run("client", "rotate", "laptop", "--stack", "dev", "--key", "--now", "--yes"))
                .as(() -> err)
                .isZero();
        assertThat(Files.readString(stackFile))
                .contains(
                        "        month: 50\n      secretVersion: 2\n      keyVersion: 3\n      emergency: true\n    ci:\n");
    }

    @Test
    void a_client_is_removed_and_the_rest_of_the_file_stays() throws Exception {
        String before = Files.readString(stackFile);

        assertThat(run("client", "remove", "ci", "--stack", "dev", "--yes")).isZero();

        assertThat(Files.readString(stackFile)).isEqualTo(before.replace("    ci:\n      duration: 2160h\n", ""));
    }

    @Test
    void nothing_is_changed_without_a_yes_or_with_a_mistake() throws Exception {
        String before = Files.readString(stackFile);

        assertThat(run("client", "remove", "ci", "--stack", "dev")).isEqualTo(2);
        assertThat(err)
                .isEqualTo("--yes: expected a terminal to ask at, or --yes, got neither\n"
                        + "  Add --yes to do it; nothing was changed\n");
        assertThat(run("client", "remove", "c", "--stack", "dev", "--yes")).isEqualTo(2);
        assertThat(err).startsWith("NAME: expected a client of the stack, got 'c'");
        assertThat(run("client", "add", "x", "--stack", "dev", "--day", "a lot", "--yes"))
                .isEqualTo(2);
        assertThat(err).contains("US dollars with at most six decimals").doesNotContain(".new");
        assertThat(run("client", "add", "x", "--stack", "dev", "--preview", "--json"))
                .isZero();
        assertThat(JsonParser.parseString(out)
                        .getAsJsonObject()
                        .get("fileChanges")
                        .getAsBoolean())
                .isTrue();

        assertThat(Files.readString(stackFile)).isEqualTo(before);
        assertThat(asked()).isEmpty();
        try (Stream<Path> left = Files.list(project)) {
            assertThat(left.filter(each -> each.toString().endsWith(".new"))).isEmpty();
        }
    }
}
