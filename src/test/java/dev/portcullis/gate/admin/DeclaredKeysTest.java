package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.config.GateConfig.DeclaredKey;
import dev.portcullis.gate.config.GateConfigReader;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.key.StackKeys;
import dev.portcullis.gate.ledger.key.StackKeys.StackKey;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.policy.Routes;
import dev.portcullis.release.HostGateFolder;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declared keys, from the stack's settings to the ledger. */
final class DeclaredKeysTest {
    private static final ClientName LAPTOP = new ClientName("laptop");
    private static final KeyText TEXT = new KeyText("abcd1234", "b".repeat(43));

    @TempDir
    private Path folder;

    @Test
    void the_gate_reads_the_terms_that_the_settings_say() throws IOException {
        Map<String, Object> key = Map.of(
                "day", "2.5",
                "total", "999999999.999999",
                "models", List.of("claude-*", "nova-pro"),
                "capabilities", List.of("chat"),
                "requestsPerMinute", "999999999",
                "inFlight", "1",
                "defaultMaxTokens", "999999",
                "timeZone", "Europe/Berlin",
                "expiresAt", "2020-01-01T00:00:00Z");

        StackKey read =
                read(Map.of("duration", "1h", "key", key, "keyVersion", "2", "graceUntil", "2027-01-31T00:00:00Z"));

        assertThat(read.terms())
                .isEqualTo(new KeyTerms(
                        "stack.laptop",
                        LAPTOP,
                        List.of("claude-*", "nova-pro"),
                        Set.of("chat"),
                        ZoneId.of("Europe/Berlin"),
                        Map.of(Period.DAY, Usd.ofDollars("2.5"), Period.TOTAL, Usd.ofDollars("999999999.999999")),
                        new RateLimits(OptionalLong.of(999_999_999), OptionalLong.empty(), OptionalLong.of(1)),
                        Optional.of(Instant.parse("2020-01-01T00:00:00Z")),
                        OptionalLong.of(999_999)));
        assertThat(read.graceUntil()).contains(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(read.details()).doesNotContain(TEXT.secret());
    }

    @Test
    void an_unlimited_key_has_no_budget() throws IOException {
        assertThat(read(Map.of("duration", "1h", "key", Map.of("unlimited", "true")))
                        .terms()
                        .budgets())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            models       | claud-* | models: expected a pattern that fits a model of the catalogue, got 'claud-*'
            capabilities | chatt   | capabilities: expected a capability of this gateway, got 'chatt'
            """)
    void a_name_that_fits_nothing_is_told_before_anything_is_deployed(String field, String name, String expected) {
        assertThatThrownBy(() -> ExampleStack.blueprint(
                        stack(Map.of("duration", "1h", "key", Map.of("day", "5", field, List.of(name))))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("portcullis:clients.laptop.key." + expected);
    }

    @Test
    void only_the_stack_changes_it() throws Exception {
        try (TestAdmin admin = new TestAdmin()) {
            StackKey key = new DeclaredKeys(Set.of(LAPTOP), Shipped.catalogue(), routes())
                    .read(LAPTOP, TEXT, Optional.empty(), "{\"budgets\":{\"day\":\"5\"}}");
            new StackKeys(admin.database, TestAdmin.PEPPER).apply(List.of(key), TestAdmin.NOON);
            String expected = "key: 'stack.laptop' is declared in the stack's settings, as clients.laptop.key."
                    + " Change it there and run 'pulumi up'";

            for (TestAdmin.Reply refused : List.of(
                    admin.patch("/admin/keys/stack.laptop", "{\"name\":\"other\"}"),
                    admin.post("/admin/keys/abcd1234/revoke", ""),
                    admin.post("/admin/keys/abcd1234/rotate", "{\"overlapSeconds\":0}"))) {
                assertThat(refused.status() + " " + refused.message()).isEqualTo("409 " + expected);
            }
            assertThat(admin.get("/admin/keys/abcd1234").body().get("declared").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void no_other_key_takes_the_name_of_a_declared_one() throws Exception {
        try (TestAdmin admin = new TestAdmin()) {
            assertThat(admin.post(
                                    "/admin/keys",
                                    "{\"name\":\"stack.ci\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}")
                            .message())
                    .startsWith("name: expected a name that does not begin with 'stack.', got 'stack.ci'");
        }
    }

    private StackKey read(Map<String, Object> client) throws IOException {
        DeclaredKey key = GateConfigReader.read(HostGateFolder.write(folder, stack(client), TEXT.text()))
                .declared()
                .get(0);
        return new DeclaredKeys(Set.of(LAPTOP), Shipped.catalogue(), routes())
                .read(key.client(), key.secret(), key.graceUntil(), key.terms());
    }

    private static Map<String, Object> stack(Map<String, Object> client) {
        return Map.of("portcullis:clients", Map.of("laptop", client));
    }

    private static Routes routes() {
        return Routes.read(Path.of("config/routes.yaml"), new Problems()).orElseThrow();
    }
}
