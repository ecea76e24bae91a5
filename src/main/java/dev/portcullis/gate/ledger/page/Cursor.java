package dev.portcullis.gate.ledger.page;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The place after one item of a list, by what the list is sorted by: items that come or go meanwhile neither repeat nor
 * hide others. A caller may have made up the cursor that it sends.
 */
public record Cursor(String first, String second) {
    private static final int LONGEST = 400;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final String SEPARATOR = "\n";

    public static Cursor after(String first) {
        return new Cursor(first, "");
    }

    /** Throws {@link IllegalArgumentException} for what {@link #text} cannot have written. */
    public static Cursor parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a cursor of " + text.length() + " characters");
        }
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
        if (parts.length != 2 || (parts[0] + parts[1]).codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("no cursor");
        }
        return new Cursor(parts[0], parts[1]);
    }

    /** The cursor for a query string: letters, digits, hyphens and underscores. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((first + SEPARATOR + second).getBytes(StandardCharsets.UTF_8));
    }

    /** A cursor that another list has given, or nobody. */
    public static final class Foreign extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private Foreign(Exception cause) {
            super(cause);
        }
    }

    public long number() {
        try {
            return Long.parseLong(first);
        } catch (NumberFormatException e) {
            throw new Foreign(e);
        }
    }

    public Instant instant() {
        try {
            Instant instant = Instant.parse(first);
            // PostgreSQL knows fewer years than Java.
            return instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST) ? Instant.EPOCH : instant;
        } catch (DateTimeException e) {
            throw new Foreign(e);
        }
    }

    public UUID uuid() {
        try {
            return UUID.fromString(second);
        } catch (IllegalArgumentException e) {
            throw new Foreign(e);
        }
    }
}
