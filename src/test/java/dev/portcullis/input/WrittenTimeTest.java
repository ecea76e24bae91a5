package dev.portcullis.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2027-01-01, 2027-01-01T00:00:00Z",
        "2027-01-01T09:30:00Z, 2027-01-01T09:30:00Z",
        "2027-01-01T09:30:00+02:00, 2027-01-01T07:30:00Z",
        "30d, 2026-12-21T12:00:00Z",
        "90m, 2026-11-21T13:30:00Z"
    })
    void a_time_ahead_is_a_date_a_time_or_a_span(String text, Instant expected) {
        assertThat(WrittenTime.ahead("--expires", text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01, 2026-11-01", "2026-11-01T23:30:00-02:00, 2026-11-02", "30d, 2026-10-22"})
    void a_day_back_is_a_date_a_time_or_a_span(String text, LocalDate expected) {
        assertThat(WrittenTime.dayBack("--since", text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tomorrow", "2027-02-30", "2027-1-1", "30", "d", "-30d", "99999999d", "2027-01-01T00:00"})
    void anything_else_is_refused_with_the_forms(String text) {
        assertThatThrownBy(() -> WrittenTime.ahead("--expires", text, NOW))
                .hasMessage("--expires: expected a date such as 2027-01-01, an RFC 3339 time such as"
                        + " 2027-01-01T09:30:00Z or a span such as 30d, got '" + text
                        + "'\n  Write year, month and day, or a number of days such as 30d");
    }

    @Test
    void a_date_begins_at_midnight_of_its_zone() {
        assertThat(WrittenTime.fixed("2027-07-01", ZoneId.of("Europe/Berlin")))
                .contains(Instant.parse("2027-06-30T22:00:00Z"));
    }

    @Test
    void a_span_is_no_fixed_time() {
        assertThat(WrittenTime.fixed("30d", ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void a_lasting_span_may_be_nothing() {
        assertThat(WrittenTime.lasting("--overlap", "0")).isEqualTo(Duration.ZERO);
        assertThat(WrittenTime.lasting("--overlap", "7d")).isEqualTo(Duration.ofDays(7));
    }
}
