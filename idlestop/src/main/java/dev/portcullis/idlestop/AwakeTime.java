package dev.portcullis.idlestop;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of the week at which the idle stop leaves the host alone, in the words of the setting {@code awake}, which
 * was checked before it came here. The local clock decides: an hour that autumn repeats counts twice, and one that spring
 * skips not at all.
 */
record AwakeTime(List<Span> spans, ZoneId zone) {
    static final AwakeTime NEVER = new AwakeTime(List.of(), ZoneId.of("UTC"));

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final Pattern SPAN =
            Pattern.compile("([A-Z][a-z]{2})(?:-([A-Z][a-z]{2}))? ([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");

    AwakeTime {
        spans = List.copyOf(spans);
    }

    /** Some days from one minute, inclusive, to another, exclusive. */
    record Span(DayOfWeek firstDay, DayOfWeek lastDay, int fromMinute, int toMinute) {
        boolean holds(ZonedDateTime local) {
            int minute = 60 * local.getHour() + local.getMinute();
            DayOfWeek day = local.getDayOfWeek();
            return firstDay.compareTo(day) <= 0
                    && day.compareTo(lastDay) <= 0
                    && fromMinute <= minute
                    && minute < toMinute;
        }
    }

    /** @param text empty for never; throws IllegalArgumentException or DateTimeException for another form */
    static AwakeTime of(String text) {
        if (text.isEmpty()) {
            return NEVER;
        }
        int space = text.lastIndexOf(' ');
        if (text.length() > 200 || space < 0) {
            throw new IllegalArgumentException("no windows and a zone");
        }
        List<Span> spans = new ArrayList<>();
        for (String one : text.substring(0, space).split(", ?", -1)) {
            Matcher parts = SPAN.matcher(one);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not a window");
            }
            DayOfWeek first = day(parts.group(1));
            spans.add(new Span(
                    first,
                    parts.group(2) == null ? first : day(parts.group(2)),
                    minute(parts.group(3), parts.group(4)),
                    minute(parts.group(5), parts.group(6))));
        }
        return new AwakeTime(spans, ZoneId.of(text.substring(space + 1)));
    }

    boolean holds(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        return spans.stream().anyMatch(span -> span.holds(local));
    }

    private static DayOfWeek day(String name) {
        int at = DAYS.indexOf(name);
        if (at % 3 != 0) {
            throw new IllegalArgumentException("no day");
        }
        return DayOfWeek.of(at / 3 + 1);
    }

    private static int minute(String hour, String minute) {
        return 60 * Integer.parseInt(hour) + Integer.parseInt(minute);
    }
}
