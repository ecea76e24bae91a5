package dev.portcullis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientKeysTest {
    private static final String AT = "portcullis:clients.ci.key";
    private static final String SET = "Run: pulumi config set --path '" + AT;

    private final Problems problems = new Problems();

    @Test
    void a_key_has_the_terms_of_the_admin_api() {
        Map<String, Object> key = Map.of(
                "day",
                "2.5",
                "month",
                "60",
                "models",
                List.of("claude-*"),
                "capabilities",
                List.of("chat"),
                "requestsPerMinute",
                "30",
                "defaultMaxTokens",
                "4096",
                "timeZone",
                "Europe/Berlin",
                "expiresAt",
                "2027-06-30T00:00:00Z");

        assertThat(read(Map.of("duration", "2160h", "key", key, "keyVersion", "2", "emergency", "true")))
                .contains(new ClientKey(
                        2,
                        Map.of("day", Usd.ofDollars("2.5"), "month", Usd.ofDollars(60)),
                        List.of("claude-*"),
                        List.of("chat"),
                        Map.of("requestsPerMinute", 30, "defaultMaxTokens", 4_096),
                        Optional.of("Europe/Berlin"),
                        Optional.of(Instant.parse("2027-06-30T00:00:00Z"))));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void a_client_without_one_has_none() {
        assertThat(read(Map.of("duration", "2160h"))).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void all_mistakes_of_a_key_are_told_at_once() {
        Map<String, Object> key = new TreeMap<>(Map.of(
                "days", "5",
                "day", "-1",
                "models", List.of("claude 3"),
                "inFlight", "0",
                "timeZone", "Berlin",
                "expiresAt", "tomorrow"));

        assertThat(read(Map.of("duration", "2160h", "key", key))).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::where)
                .containsExactly(
                        AT + ".days",
                        AT + ".day",
                        AT + ".inFlight",
                        AT + ".models[0]",
                        AT + ".timeZone",
                        AT + ".expiresAt");
    }

    @Test
    void a_key_without_a_budget_is_asked_for_by_name() {
        assertThat(read(Map.of("duration", "2160h", "key", Map.of("models", List.of("*")))))
                .isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        AT,
                        "at least one of day, month and total",
                        "no budget",
                        SET + ".day' 5, or set unlimited to true for a key that only the caps of the gateway hold"));
    }

    @Test
    void unlimited_is_no_budget() {
        assertThat(read(Map.of("duration", "2160h", "key", Map.of("unlimited", "true")))
                        .orElseThrow()
                        .budgets())
                .isEmpty();
        assertThat(read(Map.of("duration", "2160h", "key", Map.of("unlimited", "true", "day", "5"))))
                .isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        AT + ".unlimited", "a budget or unlimited", "both", "Remove unlimited to keep the budget"));
    }

    @Test
    void a_version_needs_a_key() {
        assertThat(read(Map.of("duration", "2160h", "keyVersion", "2", "emergency", "true")))
                .isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        "portcullis:clients.ci.keyVersion",
                        "no keyVersion without a key",
                        "'2'",
                        "Remove it, or declare a key"));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1"})
    void a_rotation_of_either_says_what_becomes_of_the_secret_before(String secret, String key) {
        read(Map.of("duration", "2160h", "secretVersion", secret, "keyVersion", key, "key", Map.of("day", "5")));

        assertThat(problems.all())
                .extracting(Problem::expected)
                .containsExactly("a time until which the previous secret still works");
    }

    private Optional<ClientKey> read(Map<String, Object> client) {
        RawConfig raw = new RawConfig(Map.of("portcullis:clients", Map.of("ci", client)), problems);
        return ClientsReader.clients(raw).flatMap(all -> all.get(0).key());
    }
}
