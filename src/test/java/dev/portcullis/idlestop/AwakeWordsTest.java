package dev.portcullis.idlestop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.settings.value.AwakeWindows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting and the function, which share no code, read the same words alike. */
final class AwakeWordsTest {
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon-Fri 08:00-18:00 UTC",
                "Mon 00:00-24:00,Sat-Sun 10:15-10:16 UTC",
                "Mon-Sun 00:00-24:00 UTC",
                "Sun 23:59-24:00, Wed 12:00-13:30 UTC"
            })
    void a_week_has_as_many_minutes_for_the_one_as_for_the_other(String text) {
        AwakeTime time = AwakeTime.of(text);

        assertThat(IntStream.range(0, 7 * 24 * 60)
                        .filter(minute -> time.holds(MONDAY.plus(minute, ChronoUnit.MINUTES)))
                        .count())
                .isEqualTo(AwakeWindows.parse(text).minutesOfWeek());
    }
}
