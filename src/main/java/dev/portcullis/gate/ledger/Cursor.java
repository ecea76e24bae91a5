package dev.portcullis.gate.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The place after one item of a list, by what the list is sorted by: items that come or go meanwhile neither repeat nor
 * hide others. Whoever sends one back may have made it up.
 */
public record Cursor(String first, String second) {
    private static final int LONGEST = 400;
    private static final String SEPARATOR = "\n";

    static Cursor after(String first) {
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

    /** For a query string: letters, digits, hyphens and underscores. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((first + SEPARATOR + second).getBytes(StandardCharsets.UTF_8));
    }

    long number() {
        return Long.parseLong(first);
    }

    Instant instant() {
        try {
            Instant instant = Instant.parse(first);
            return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    UUID uuid() {
        return UUID.fromString(second);
    }
}
