package dev.portcullis.input;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one reader of times that people write: a date, an RFC 3339 time, or a span such as {@code 30d} from now. */
public final class WrittenTime {
    public static final String FIXED = "a date such as 2027-01-01 or an RFC 3339 time such as 2027-01-01T09:30:00Z";
    private static final String ANY =
            "a date such as 2027-01-01, an RFC 3339 time such as 2027-01-01T09:30:00Z or a span such as 30d";
    private static final String SPANS = "0, or a number and s, m, h or d, such as 24h";

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,7})([smhd])");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private WrittenTime() {}

    /** A date, which begins at midnight in the zone, or an RFC 3339 time; empty for anything else. */
    public static Optional<Instant> fixed(String text, ZoneId zone) {
        try {
            return Optional.of(
                    DATE.matcher(text).matches()
                            ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same, or a span from now on. */
    public static Instant ahead(String option, String text, Instant now) {
        return span(text)
                .map(now::plus)
                .or(() -> fixed(text, ZoneOffset.UTC))
                .orElseThrow(() -> new BadInput(
                        option, ANY, "'" + text + "'", "Write year, month and day, or a number of days such as 30d"));
    }

    /** A time, or a span ago. */
    public static Instant back(String option, String text, Instant now) {
        return span(text)
                .map(now::minus)
                .or(() -> fixed(text, ZoneOffset.UTC))
                .orElseThrow(() -> new BadInput(
                        option, ANY, "'" + text + "'", "Write year, month and day, or a number of days such as 30d"));
    }

    /** The day of a time in UTC, or that of a span ago. */
    public static LocalDate dayBack(String option, String text, Instant now) {
        return LocalDate.ofInstant(back(option, text, now), ZoneOffset.UTC);
    }

    /** How long something lasts. */
    public static Duration lasting(String option, String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        return span(text)
                .orElseThrow(() -> new BadInput(option, SPANS, "'" + text + "'", "Write a span such as 24h or 30d"));
    }

    private static Optional<Duration> span(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(span.group(1));
        return Optional.of(
                switch (span.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
