package dev.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.doctor.Fact.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows on this machine's programs beside the Pulumi CLI itself. */
final class MachineToolsTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve(".pulumi.version"), "3.200.0\n");
        environment.put("PATH", folder.toString());
        plugins("[]");
    }

    @Test
    void a_plugin_that_is_not_installed_yet_is_no_fault() throws Exception {
        assertThat(plugin("aws"))
                .returns(Standing.HOLDS, Fact::standing)
                .returns("6.83.0, installed or installed by pulumi up", Fact::expected)
                .returns("none; pulumi up installs 6.83.0", Fact::found);
    }

    @Test
    void another_version_is_named_beside_the_pinned_one() throws Exception {
        plugins("""
                [{"name":"random","kind":"resource","version":"4.20.0"},
                 {"name":"random","kind":"language","version":"4.21.0"}]""");

        assertThat(plugin("random").found()).isEqualTo("4.20.0; pulumi up installs 4.21.0");
    }

    @Test
    void the_pinned_version_holds_where_pulumi_may_install_nothing() throws Exception {
        plugins("[{\"name\":\"cloudflare\",\"kind\":\"resource\",\"version\":\"6.17.0\"}]");
        environment.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "1");

        assertThat(plugin("cloudflare")).returns(Standing.HOLDS, Fact::standing).returns("6.17.0", Fact::found);
        assertThat(plugin("random"))
                .returns(Standing.FAILS, Fact::standing)
                .returns("pulumi plugin install resource random 4.21.0", Fact::remedy);
    }

    @Test
    void a_plugin_on_the_path_is_said_to_replace_the_pinned_one() throws Exception {
        program("pulumi-resource-aws", "exit 1");

        assertThat(plugin("aws"))
                .returns(Standing.NOT_ASKED, Fact::standing)
                .returns(
                        "pulumi-resource-aws on PATH takes its place, whatever its version;"
                                + " PULUMI_IGNORE_AMBIENT_PLUGINS=true prevents it",
                        Fact::remedy);
    }

    @Test
    void a_list_of_plugins_that_nobody_can_read_is_no_fault() throws Exception {
        plugins("no JSON");

        assertThat(plugin("aws"))
                .returns(Standing.NOT_ASKED, Fact::standing)
                .returns("pulumi plugin ls told no plugins", Fact::remedy);
    }

    @Test
    void programs_for_sessions_that_are_missing_are_not_asked_with_the_reason_and_the_address() throws Exception {
        environment.put("PATH", "/nowhere");
        String reason = "none on PATH; only ./portcullis shell and stacks without operators need it: https://";

        for (FactKind kind : List.of(FactKind.AWS_CLI, FactKind.SESSION_PLUGIN)) {
            assertThat(fact(kind, "")).returns(Standing.NOT_ASKED, Fact::standing);
            assertThat(fact(kind, "").remedy()).startsWith(reason);
        }
    }

    @Test
    void programs_for_sessions_tell_their_version() throws Exception {
        program("aws", "echo 'aws-cli/2.31.0 Python/3.13.7 Linux/6.1 exe/x86_64.debian.12'");
        program("session-manager-plugin", "echo 1.2.707.0");

        assertThat(fact(FactKind.AWS_CLI, "").found()).isEqualTo("version 2.31.0");
        assertThat(fact(FactKind.SESSION_PLUGIN, "").found()).isEqualTo("version 1.2.707.0");
    }

    @Test
    void a_program_for_sessions_that_does_not_run_never_fails_the_examination() throws Exception {
        program("aws", "echo aws-cli/2.31.0; exit 1");

        Fact fact = fact(FactKind.AWS_CLI, "");

        assertThat(fact.standing()).isEqualTo(Standing.NOT_ASKED);
        assertThat(fact.remedy()).startsWith("aws told no version; only ").endsWith("https://aws.amazon.com/cli/");
    }

    private Fact plugin(String provider) throws IOException {
        return fact(FactKind.PLUGIN, provider);
    }

    private Fact fact(FactKind kind, String about) throws IOException {
        Optional<Fact> fact = new MachineFacts(folder, 17, environment)
                .all().stream()
                        .filter(each -> each.kind() == kind && each.about().equals(about))
                        .findFirst();
        return fact.orElseThrow();
    }

    private void plugins(String json) throws IOException {
        Files.writeString(folder.resolve("plugins.json"), json);
        program("pulumi", "case \"$1\" in plugin) /bin/cat plugins.json;; version) echo v3.200.0;; *) exit 1;; esac");
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
