package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleTest {
    @TempDir
    private Path project;

    private Bundle bundle;

    @BeforeEach
    void build() {
        Project.copyTo(project);
        bundle = Project.bundle(project, Map.of());
    }

    @Test
    void the_same_files_give_the_same_bytes_whenever_they_were_written(@TempDir Path other) throws IOException {
        Project.copyTo(other);
        Files.setLastModifiedTime(other.resolve("config/models.yaml"), FileTime.fromMillis(0));
        Bundle again = Project.bundle(other, Map.of());

        assertThat(again.sha256()).isEqualTo(bundle.sha256());
        assertThat(again.writeBelow(other)).hasSameBinaryContentAs(bundle.writeBelow(project));
    }

    @Test
    void its_name_is_the_hash_of_its_bytes() throws IOException {
        byte[] bytes = Files.readAllBytes(bundle.writeBelow(project));

        assertThat(bundle.sha256())
                .isEqualTo(HexFormat.of().formatHex(SourceStamp.sha256().digest(bytes)));
        assertThat(bundle.key()).isEqualTo("bundles/" + bundle.sha256() + ".tar.gz");
        assertThat(bundle.path()).isEqualTo("target/" + bundle.key());
    }

    @Test
    void a_changed_script_a_changed_setting_and_a_new_unit_are_other_bundles() throws IOException {
        assertThat(Project.bundle(project, Map.of("portcullis:capDayUsd", "11")).sha256())
                .isNotEqualTo(bundle.sha256());
        Files.writeString(project.resolve("userdata/host/keeper.py"), "# other\n");
        String changed = Project.bundle(project, Map.of()).sha256();
        Files.writeString(project.resolve("userdata/units/portcullis-new.service"), "[Service]\n");

        assertThat(changed)
                .isNotEqualTo(bundle.sha256())
                .isNotEqualTo(Project.bundle(project, Map.of()).sha256());
    }

    @Test
    void it_holds_scripts_units_tables_and_configuration_and_nothing_that_is_built_elsewhere() {
        assertThat(bundle.names())
                .contains(
                        "boot/aws.py",
                        "config/models.yaml",
                        "config/routes.yaml",
                        "gate/gate.yaml",
                        "host/__main__.py",
                        "host/desired.py",
                        "host/desired.schema.json",
                        "litellm/aws.config",
                        "litellm/litellm-overrides.txt",
                        "litellm/litellm.env",
                        "litellm/litellm.lock",
                        "litellm/litellm.yaml",
                        "litellm/start.py",
                        "manifest.json",
                        "ports.env",
                        "postgresql/pg_hba.conf",
                        "postgresql/portcullis.conf",
                        "system/etc/sysusers.d/portcullis.conf",
                        "units/portcullis-cloudflared.service",
                        "units/portcullis-credentials.service",
                        "units/portcullis-dump.service",
                        "units/portcullis-dump.timer",
                        "units/portcullis-gate.service",
                        "units/portcullis-litellm.service",
                        "units/postgresql@.service.d/portcullis.conf")
                .noneMatch(name -> name.contains("__pycache__"))
                .isSorted();
    }

    @Test
    void every_entry_is_of_root_and_of_no_time() throws IOException {
        assertThat(Project.entries(bundle.writeBelow(project))).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.getLastModifiedTime()).isEqualTo(FileTime.fromMillis(0));
            assertThat(entry.getUserName() + ":" + entry.getGroupName()).isEqualTo("root:root");
            assertThat(entry.getMode() & 0777).isEqualTo(0644);
        });
    }

    @Test
    void the_manifest_pins_what_the_host_fetches_in_the_stack_s_region() throws IOException {
        String manifest =
                Objects.requireNonNull(Project.texts(bundle.writeBelow(project)).get("manifest.json"));
        var components = JsonParser.parseString(manifest).getAsJsonObject().getAsJsonArray("components");

        assertThat(components.get(0).toString())
                .isEqualTo("{\"name\":\"cloudflared\",\"version\":\"2026.10.0\",\"arm64\":{\"url\":"
                        + "\"https://github.com/cloudflare/cloudflared/releases/download/2026.10.0/cloudflared-linux-arm64\","
                        + "\"sha256\":\"e6422b9d4f72d3194bc5a38676f13667c06666523217b842a877d72a80b5ac08\"},\"amd64\":{\"url\":"
                        + "\"https://github.com/cloudflare/cloudflared/releases/download/2026.10.0/cloudflared-linux-amd64\","
                        + "\"sha256\":\"d33ff2d14475178d2012c2c56beba87389ac5ded27649519f198a7d3134a99db\"}}");
        assertThat(components.get(1).getAsJsonObject().getAsJsonObject("arm64").toString())
                .isEqualTo("{\"url\":\"https://s3.eu-west-1.amazonaws.com/amazon-ssm-eu-west-1/3.3.4851.0/"
                        + "debian_arm64/amazon-ssm-agent.deb\",\"sha256\":\"\"}");
    }

    @Test
    void the_gate_gets_the_stack_s_budgets_as_its_caps() throws IOException {
        Bundle other = Project.bundle(project, Map.of("portcullis:capDayUsd", "7"));

        assertThat(Project.texts(other.writeBelow(project)).get("gate/gate.yaml"))
                .contains("timeZone: \"UTC\"\ncaps: {\"day\":7,\"month\":");
    }

    @Test
    void without_the_gate_s_jar_it_is_not_to_be_uploaded() throws IOException {
        assertThatThrownBy(bundle::requireGate)
                .isInstanceOf(BadInput.class)
                .hasMessage("target/portcullis-gate.jar: expected the gate's jar and its libraries in target/gate-lib,"
                        + " got none\n  Run 'mvn package' and try again");

        Files.createDirectories(project.resolve("target/gate-lib"));
        Files.writeString(project.resolve("target/portcullis-gate.jar"), "jar");
        Files.writeString(project.resolve("target/gate-lib/a.jar"), "jar");
        Bundle whole = Project.bundle(project, Map.of());
        whole.requireGate();
        assertThat(whole.names()).contains("gate/portcullis-gate.jar", "gate/lib/a.jar");
    }
}
