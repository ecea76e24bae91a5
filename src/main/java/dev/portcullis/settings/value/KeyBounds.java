package dev.portcullis.settings.value;

import java.time.Instant;
import java.util.List;

/** The bounds on the terms of a virtual key, whether the stack's settings declare it or the admin API creates it. */
public final class KeyBounds {
    /** The limits of a key that are whole numbers, by their names. */
    public static final List<String> COUNTS = List.of("requestsPerMinute", "tokensPerMinute", "inFlight");

    /** Nine digits, the most that a setting takes. */
    public static final int LARGEST_COUNT = 999_999_999;

    /** Tokens of an answer whose caller names no bound. */
    public static final int LARGEST_DEFAULT_MAX_TOKENS = 999_999;

    /** The entries of a list of models or of capabilities. */
    public static final int MOST_NAMES = 50;

    private static final Instant END = Instant.parse("2999-12-31T00:00:00Z");

    private KeyBounds() {}

    /** Whether a key may end then; a later time is a slip of the pen. */
    public static boolean mayExpireAt(Instant end) {
        return end.isBefore(END);
    }
}
