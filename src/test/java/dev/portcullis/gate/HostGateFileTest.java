package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.config.GateConfigReader;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.input.BadInput;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.release.HostGateFolder;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.OperatorScopes;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void it_opens_the_operators_door_when_the_settings_list_somebody() throws IOException {
        GateConfig config = read(
                Map.of(
                        "portcullis:operators",
                        Map.of(
                                "jo", Map.of("email", "Jo@example.com", "scope", "all"),
                                "staff", Map.of("emailDomain", "example.com", "scope", "read"))),
                "operatorsAccess: {\"audience\": \"1b2c\", \"token\": \"fedcba.access\"}\n");

        assertThat(config.door())
                .contains(new GateConfig.OperatorsDoor(
                        8091,
                        new Hostname("llm-admin.example.com"),
                        "1b2c",
                        "fedcba.access",
                        new OperatorScopes(
                                Map.of("jo@example.com", AdminScope.ALL), Map.of("example.com", AdminScope.READ)),
                        false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | operatorsAccess",
                "operatorsAccess: {audience: 0a1b, token: fedcba.access} | audience: expected another one than callers have",
                "operatorsAccess: {audience: 1b2c, token: id.access} | token: expected another one than callers have",
                "operatorsAccess: {audience: 1b2c} | token: expected text"
            })
    void half_a_door_and_one_that_callers_share_keep_the_gate_from_starting(String line, String where) {
        Map<String, Object> operators =
                Map.of("portcullis:operators", Map.of("jo", Map.of("email", "jo@example.com", "scope", "all")));

        assertThatThrownBy(() -> read(operators, line + "\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(where);
    }

    @Test
    void the_gate_understands_it() throws IOException {
        GateConfig config = read(Map.of("portcullis:capDayUsd", "7"), "");

        assertThat(config.door()).isEmpty();
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

    private GateConfig read(Map<String, Object> settings, String more) throws IOException {
        Path file = HostGateFolder.write(folder, settings, "pk-abcd1234-" + "b".repeat(43));
        return GateConfigReader.read(Files.writeString(file, more, StandardOpenOption.APPEND));
    }
}
