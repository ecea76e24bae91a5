package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.config.GateConfigReader;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.release.HostGateFolder;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a host's gate is started with: the bundle's part and the host's. */
final class HostGateFileTest {
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
        GateConfig config = GateConfigReader.read(
                HostGateFolder.write(folder, Map.of("portcullis:capDayUsd", "7"), "pk-abcd1234-" + "b".repeat(43)));

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
