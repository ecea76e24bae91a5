package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.config.GateConfigReader;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.release.Project;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a host's gate is started with: the bundle's part and the host's. */
final class HostGateFileTest {
    /** As {@code generation.py} writes it. */
    private static final String OF_THE_HOST = """
            access: {"issuer": "https://example.cloudflareaccess.com", "audiences": ["0a1b"]}
            clients: [{"id": "id.access", "name": "laptop"}]
            cloudWatch: {"namespace": "Portcullis/dev", "region": "eu-west-1"}
            """;

    @TempDir
    private Path folder;

    @Test
    void the_unit_starts_java_as_try_and_the_benchmark_do() throws IOException {
        String unit = Files.readString(ExampleStack.PROJECT.resolve("userdata/units/portcullis-gate.service"));

        assertThat(unit.replaceAll("\\\\\n *", ""))
                .contains("ExecStart=/usr/bin/java " + String.join(" ", JavaOptions.ALL) + " ");
    }

    @Test
    void the_gate_understands_it() throws IOException {
        Path bundle = Project.bundle(ExampleStack.PROJECT, Map.of("portcullis:capDayUsd", "7"))
                .writeBelow(folder);
        String own = Objects.requireNonNull(Project.texts(bundle).get("gate/gate.yaml"))
                .replace("/run/credentials/portcullis-gate.service/", "")
                .replace("release/config/", ExampleStack.PROJECT.resolve("config") + "/")
                .replace("/var/cache/portcullis-gate", ".");
        for (String secret : new String[] {"litellm-key", "database-password", "key-pepper"}) {
            Files.writeString(folder.resolve(secret), "0123456789abcdef0123456789abcdef");
        }
        Files.writeString(folder.resolve("admin-key"), "ak-first-" + "a".repeat(43));
        Files.writeString(folder.resolve("client-keys_laptop"), "pk-abcd1234-" + "b".repeat(43));

        GateConfig config = GateConfigReader.read(Files.writeString(folder.resolve("gate.yaml"), own + OF_THE_HOST));

        assertThat(config.declared())
                .containsExactly(new GateConfig.DeclaredKey(
                        new ClientName("laptop"),
                        new KeyText("abcd1234", "b".repeat(43)),
                        Optional.empty(),
                        "{\"budgets\":{\"day\":\"5\",\"month\":\"50\"}}"));
        assertThat(config.listening().callers()).isEqualTo(8080);
        assertThat(config.listening().admin()).isEqualTo(8090);
        assertThat(config.ledger().caps().day()).isEqualTo(Usd.ofDollars("7"));
        assertThat(config.callers().clients()).isEqualTo(Map.of("id.access", new ClientName("laptop")));
        assertThat(config.callers().access().keys())
                .hasToString("https://example.cloudflareaccess.com/cdn-cgi/access/certs");
    }
}
