package dev.portcullis.settings.value;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of the week at which the host is up, such as {@code Mon-Fri 08:00-18:00 Europe/Berlin}: windows with commas
 * between them, and a time zone of the IANA database. A window lies within its days: one over midnight is written as
 * two. The text is kept, for the idle stop reads the same one.
 */
public record AwakeWindows(String text, List<Window> windows, ZoneId zone) {
    private static final int LONGEST = 200;
    private static final int MOST = 7;
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final int DAY_MINUTES = 24 * 60;
    private static final Pattern WINDOW = Pattern.compile(
            "([A-Z][a-z]{2})(?:-([A-Z][a-z]{2}))? ([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)");

    /**
     * One span of time on some days.
     *
     * @param fromMinute the first minute, counted from midnight
     * @param toMinute the minute after the last; 1,440 is the end of the day
     */
    public record Window(DayOfWeek firstDay, DayOfWeek lastDay, int fromMinute, int toMinute) {
        /** The start, as EventBridge Scheduler writes it. */
        public String cron() {
            String first = day(firstDay);
            return "cron(%d %d ? * %s *)"
                    .formatted(
                            fromMinute % 60, fromMinute / 60, firstDay == lastDay ? first : first + "-" + day(lastDay));
        }

        private static String day(DayOfWeek day) {
            return day.name().substring(0, 3).toUpperCase(Locale.ROOT);
        }
    }

    public AwakeWindows {
        windows = List.copyOf(windows);
    }

    /** Throws {@link IllegalArgumentException} or {@link DateTimeException} for another form, or windows that overlap. */
    public static AwakeWindows parse(String text) {
        int space = text.lastIndexOf(' ');
        if (text.length() > LONGEST || space < 0) {
            throw new IllegalArgumentException("no windows and a zone");
        }
        String zone = text.substring(space + 1);
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new IllegalArgumentException("no zone of the IANA database");
        }
        List<Window> windows = new ArrayList<>();
        for (String one : text.substring(0, space).split(", ?", MOST + 1)) {
            windows.add(window(one));
        }
        AwakeWindows read = new AwakeWindows(text, windows, ZoneId.of(zone));
        int sum = windows.stream()
                .mapToInt(one -> days(one) * (one.toMinute() - one.fromMinute()))
                .sum();
        if (windows.size() > MOST || sum != read.minutesOfWeek()) {
            throw new IllegalArgumentException("too many windows, or two that overlap");
        }
        return read;
    }

    /** The minutes of a week that lie in a window. */
    public int minutesOfWeek() {
        BitSet week = new BitSet(7 * DAY_MINUTES);
        for (Window one : windows) {
            for (int day = one.firstDay().getValue(); day <= one.lastDay().getValue(); day++) {
                int midnight = (day - 1) * DAY_MINUTES;
                week.set(midnight + one.fromMinute(), midnight + one.toMinute());
            }
        }
        return week.cardinality();
    }

    @Override
    public String toString() {
        return text;
    }

    private static int days(Window window) {
        return window.lastDay().getValue() - window.firstDay().getValue() + 1;
    }

    private static Window window(String text) {
        Matcher parts = WINDOW.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a window");
        }
        DayOfWeek first = day(parts.group(1));
        DayOfWeek last = parts.group(2) == null ? first : day(parts.group(2));
        int from = minute(parts.group(3), parts.group(4));
        int to = parts.group(5) == null ? DAY_MINUTES : minute(parts.group(5), parts.group(6));
        if (last.compareTo(first) < 0 || to <= from) {
            throw new IllegalArgumentException("it ends before it begins");
        }
        return new Window(first, last, from, to);
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
