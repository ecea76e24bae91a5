package dev.portcullis.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.plan.ExampleStack;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.Usd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredKeyTextTest {

    @Test
    void a_preview_shows_who_gets_which_budgets_and_models() {
        Settings settings =
                settings(Map.of("day", "5", "total", "100", "models", List.of("claude-*"), "requestsPerMinute", "30"));

        assertThat(DeclaredKeyText.of(settings))
                .isEqualTo(
                        Map.of("laptop", "$5 a day, $100 in total; models claude-*; requestsPerMinute 30; version 1"));
    }

    /** The gateway's own cap is ten dollars a day. */
    @ParameterizedTest
    @CsvSource({"day, 5, 5", "month, 7, 7", "day, 11, 10", "unlimited, true, 10"})
    void the_worst_day_is_the_smallest_budget_and_never_above_the_cap(String field, String value, String most) {
        assertThat(DeclaredKeyText.worstDay(settings(Map.of(field, value)))).contains(Usd.ofDollars(most));
    }

    @Test
    void without_a_declared_key_there_is_nothing_to_tell() {
        Settings settings = ExampleStack.blueprint(Map.of("portcullis:clients", Map.of("ci", Map.of("duration", "1h"))))
                .settings();

        assertThat(DeclaredKeyText.of(settings)).isEmpty();
        assertThat(DeclaredKeyText.worstDay(settings)).isEmpty();
    }

    private static Settings settings(Map<String, Object> key) {
        return ExampleStack.blueprint(
                        Map.of("portcullis:clients", Map.of("laptop", Map.of("duration", "1h", "key", key))))
                .settings();
    }
}
