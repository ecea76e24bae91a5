package dev.portcullis.settings.value;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Days for which CloudWatch Logs keeps a line. It takes these numbers and no others: see retentionInDays of
 * PutRetentionPolicy in the reference of its API.
 */
public record LogRetention(int days) {
    /** Every number that the service takes, from the least to the most. */
    public static final List<Integer> DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    public LogRetention {
        if (!DAYS.contains(days)) {
            throw new IllegalArgumentException("not one of " + words());
        }
    }

    public static LogRetention parse(String text) {
        return new LogRetention(Integer.parseInt(text));
    }

    /** The numbers as a message names them. */
    public static String words() {
        return DAYS.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
