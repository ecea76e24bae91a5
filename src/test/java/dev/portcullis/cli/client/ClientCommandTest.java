package dev.portcullis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        ProcessBuilder builder = new ProcessBuilder(CommandProcess.command(words))
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
        assertThat(asked())
                .isEqualTo(
                        "stack export --stack dev --non-interactive --color never\nup --yes --skip-preview --stack dev\n");
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
                .startsWith("NAME: expected a name that no client of the stack has, got 'nightly', which line 28 of"
                        + " Pulumi.dev.yaml has with other terms");
    }

    @Test
    void a_client_that_a_colleague_has_deployed_is_refused_before_anything_is_changed() throws Exception {
        String before = Files.readString(stackFile);
        pulumi(state("", "1")
                        .replace("edge-token-laptop\"", "edge-token-nightly\", \"created\": \"2026-11-27T08:30:00Z\"")
                + "exit 0");

        assertThat(run("client", "add", "nightly", "--stack", "dev", "--yes")).isEqualTo(2);

        assertThat(err).isEqualTo("""
                NAME: expected a name that no client of the stack has, got 'nightly', which was deployed at 2026-11-27T08:30:00Z from another file
                  Fetch the newer Pulumi.dev.yaml if a colleague added it; 'pulumi up --stack dev' removes it otherwise
                """);
        assertThat(Files.readString(stackFile)).isEqualTo(before);
        assertThat(asked()).isEqualTo("stack export --stack dev --non-interactive --color never\n");
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
    void a_rotation_whose_update_failed_goes_on_and_is_not_repeated() throws Exception {
        pulumi(state("", "1") + "exit 255");
        assertThat(run("client", "rotate", "laptop", "--stack", "dev", "--grace", "2027-01-01", "--yes"))
                .isEqualTo(1);
        String begun = Files.readString(stackFile);
        assertThat(begun).contains("secretVersion: 2\n      keyVersion: 2\n");

        // The token's part was deployed before the update failed.
        pulumi(state("\"clientSecretVersion\": 2", "1") + "exit 0");
        assertThat(run("client", "rotate", "laptop", "--stack", "dev", "--yes")).isZero();
        assertThat(out).isEqualTo("Pulumi.dev.yaml has client 'laptop' with these terms already\n");
        assertThat(Files.readString(stackFile)).isEqualTo(begun);

        assertThat(run("client", "rotate", "laptop", "--stack", "dev", "--now", "--yes"))
                .isZero();
        assertThat(Files.readString(stackFile))
                .contains("secretVersion: 2\n      keyVersion: 2\n      emergency: true\n");

        pulumi(state("\"clientSecretVersion\": 2", "2") + "exit 0");
        assertThat(run("client", "rotate", "laptop", "--stack", "dev", "--yes")).isZero();
        assertThat(Files.readString(stackFile)).contains("secretVersion: 3\n      keyVersion: 3\n");
    }

    @Test
    void a_leaked_token_ends_without_a_grace_and_the_command_goes_on_after_a_failed_update() throws Exception {
        pulumi(state("", "1") + "exit 255");
        assertThat(run("incident", "token", "laptop", "--stack", "dev", "--yes"))
                .isEqualTo(1);
        String begun = Files.readString(stackFile);
        assertThat(begun).contains("        month: 50\n      secretVersion: 2\n      emergency: true\n    ci:\n");

        pulumi(state("", "1") + "[ \"$1\" = up ]");
        assertThat(run("incident", "token", "laptop", "--stack", "dev", "--yes"))
                .as(() -> err)
                .isZero();
        assertThat(Files.readString(stackFile)).isEqualTo(begun);
        assertThat(err)
                .contains(
                        "The leaked service token of client 'laptop' no longer works.\nWhat its client spent is not known: ")
                .contains(
                        "2. If a virtual key lay beside the token: ./portcullis incident client laptop --stack dev\n");
        assertThat(run("incident", "token", "nobody", "--stack", "dev", "--yes"))
                .isEqualTo(2);
        assertThat(err).startsWith("NAME: expected a client of the stack, got 'nobody'");
    }

    /** The lines of a script that answer {@code stack export} as the CLI does, with the fields that count. */
    private static String state(String token, String key) {
        return """
                if [ "$1 $2" = "stack export" ]; then cat <<'END'
                {"version": 3, "deployment": {"resources": [
                  {"urn": "urn:pulumi:dev::portcullis::cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken::edge-token-laptop",
                   "inputs": {%s}},
                  {"urn": "urn:pulumi:dev::portcullis::random:index/randomPassword:RandomPassword::parameters-client-key-laptop-value",
                   "inputs": {"keepers": {"version": "%s"}}}]}}
                END
                exit 0
                fi
                """.formatted(token, key);
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
        assertThat(asked().lines()).containsOnly("stack export --stack dev --non-interactive --color never");
        try (Stream<Path> left = Files.list(project)) {
            assertThat(left.filter(each -> each.toString().endsWith(".new"))).isEmpty();
        }
    }
}
