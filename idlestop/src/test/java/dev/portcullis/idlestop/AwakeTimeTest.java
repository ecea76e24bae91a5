package dev.portcullis.idlestop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The local clock decides, on the days on which it jumps too. Berlin's jumps of 2026: 29 March and 25 October. */
final class AwakeTimeTest {
    @ParameterizedTest
    @CsvSource({
        // Friday in winter, one hour ahead of UTC.
        "2026-01-09T06:59:59Z, false",
        "2026-01-09T07:00:00Z, true",
        "2026-01-09T16:59:59Z, true",
        "2026-01-09T17:00:00Z, false",
        // Friday in summer, two hours ahead.
        "2026-07-10T05:59:59Z, false",
        "2026-07-10T06:00:00Z, true",
        "2026-07-10T16:00:00Z, false",
        // Saturday and Sunday.
        "2026-01-10T12:00:00Z, false",
        "2026-01-11T12:00:00Z, false"
    })
    void a_working_day_is_awake_from_its_first_minute_to_the_one_before_its_last(Instant now, boolean awake) {
        assertThat(AwakeTime.of("Mon-Fri 08:00-18:00 Europe/Berlin").holds(now)).isEqualTo(awake);
    }

    /** 02:00 to 03:00 is not there: 01:59 is followed by 03:00. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:59:59Z, false",
        "2026-03-29T01:00:00Z, true",
        "2026-03-29T01:59:59Z, true",
        "2026-03-29T02:00:00Z, false"
    })
    void a_time_that_begins_in_the_hour_that_spring_skips_holds_from_its_end(Instant now, boolean awake) {
        assertThat(AwakeTime.of("Sun 02:30-04:00 Europe/Berlin").holds(now)).isEqualTo(awake);
    }

    /** 02:00 to 03:00 is there twice. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T00:00:00Z, true",
        "2026-10-25T00:30:00Z, false",
        "2026-10-25T01:00:00Z, true",
        "2026-10-25T01:30:00Z, false"
    })
    void a_time_in_the_hour_that_autumn_repeats_holds_twice(Instant now, boolean awake) {
        assertThat(AwakeTime.of("Sun 02:00-02:30 Europe/Berlin").holds(now)).isEqualTo(awake);
    }

    @Test
    void midnight_ends_a_day_and_the_next_window_goes_on_from_there() {
        AwakeTime night = AwakeTime.of("Mon 22:00-24:00, Tue 00:00-06:00 UTC");

        assertThat(night.holds(Instant.parse("2026-01-05T23:59:59Z"))).isTrue();
        assertThat(night.holds(Instant.parse("2026-01-06T00:00:00Z"))).isTrue();
        assertThat(night.holds(Instant.parse("2026-01-06T06:00:00Z"))).isFalse();
    }

    @Test
    void nothing_said_is_never() {
        assertThat(AwakeTime.of("").holds(Instant.parse("2026-01-05T12:00:00Z")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon-Fri",
                "Mon 8-18 UTC",
                "Xxx 08:00-18:00 UTC",
                "onT 08:00-18:00 UTC",
                "Mon 08:00-18:00 Mars/Phobos"
            })
    void another_form_is_refused(String text) {
        assertThatThrownBy(() -> AwakeTime.of(text))
                .isInstanceOfAny(IllegalArgumentException.class, DateTimeException.class);
    }
}
