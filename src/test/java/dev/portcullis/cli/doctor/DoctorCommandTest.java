package dev.portcullis.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
    @TempDir
    private Path folder;

    @Test
    void a_machine_without_a_token_and_credentials_is_told_so_and_what_nobody_asked_is_not_ticked() throws Exception {
        String pinned = Files.readString(Path.of(".pulumi.version")).strip();
        pulumi("""
                case "$1" in
                version) echo v%s;;
                plugin) echo '[{"name":"aws","kind":"resource","version":"6.83.0"}]';;
                whoami) echo '{"user":"somebody","url":"file://~"}';;
                *) echo "error: no stack named 'dev' found" >&2; exit 255;;
                esac
                """.formatted(pinned));
        CommandProcess.Said said = run("doctor", "--stack", "dev");

        assertThat(said.out()).isEqualTo("""
                this machine
                  ✓  JDK: version %d
                  ✓  Pulumi CLI: v%s
                  ✓  Pulumi login: somebody
                  ✓  Pulumi plugin aws: 6.83.0
                  ✓  Pulumi plugin cloudflare: none; pulumi up installs 6.17.0
                  ✓  Pulumi plugin random: none; pulumi up installs 4.21.0
                  –  AWS CLI: not asked, as none on PATH; only ./portcullis shell and stacks
                       without operators need it: https://aws.amazon.com/cli/
                  –  session-manager-plugin: not asked, as none on PATH; only ./portcullis
                       shell and stacks without operators need it:
                       %s
                  ✓  Pulumi.dev.yaml: no mistake
                  ✓  Pulumi state: a local folder; its secrets are encrypted

                Cloudflare
                  –  Cloudflare token: not asked, as the stack has none and
                       CLOUDFLARE_API_TOKEN is not set

                AWS
                  ✗  AWS identity: no credentials
                       expected credentials that AWS accepts
                       Sign in, then: eval "$(aws configure export-credentials --profile PROFILE --format env)"

                the way of a request
                  –  DNS: not asked, as the outputs of the stack were not read (stack 'dev':
                       expected a stack of this state, got none of that name)
                """.formatted(
                        Runtime.version().feature(),
                        pinned,
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
                                + "session-manager-working-with-install-plugin.html"));
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void a_machine_without_pulumi_fails_with_what_mends_it() throws Exception {
        CommandProcess.Said said = run("doctor");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("  ✗  Pulumi CLI: none on PATH\n       expected v", "https://www.pulumi.com/docs/install/\n")
                .contains("  –  Pulumi login: not asked, as the Pulumi CLI is missing\n");
    }

    @Test
    void an_old_cli_a_missing_login_and_a_missing_file_fail() throws Exception {
        pulumi("[ \"$1\" = version ] && echo v2.1.0 || exit 1");
        CommandProcess.Said said = run("doctor", "--stack", "none", "--json");

        assertThat(said.code()).isEqualTo(1);
        assertThat(JsonParser.parseString(said.out()).getAsJsonArray().asList())
                .extracting(row -> row.getAsJsonObject().get("fact").getAsString() + " "
                        + row.getAsJsonObject().get("standing").getAsString())
                .containsExactly(
                        "JDK holds",
                        "Pulumi CLI fails",
                        "Pulumi login fails",
                        "Pulumi plugin aws not asked",
                        "Pulumi plugin cloudflare not asked",
                        "Pulumi plugin random not asked",
                        "AWS CLI not asked",
                        "session-manager-plugin not asked",
                        "Pulumi.none.yaml fails");
    }

    private void pulumi(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("pulumi"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private CommandProcess.Said run(String... arguments) throws IOException, InterruptedException {
        return CommandProcess.run(
                Map.of("HOME", folder.toString(), "PATH", folder.toString(), "AWS_EC2_METADATA_DISABLED", "true"),
                arguments);
    }
}
