package dev.portcullis.gate.ledger.key;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A virtual key as its caller has it: {@code pk-}, the key's id (8 letters and digits, no secret), a hyphen and 256
 * random bits in base64url. Shown once; does not print.
 *
 * @param id finds the key; the same before and after a rotation
 */
public record KeyText(String id, String secret) {
    private static final Pattern FORM = Pattern.compile("pk-([a-z0-9]{8})-([A-Za-z0-9_-]{43})");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 8;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Empty for whatever has not the form. */
    public static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    static KeyText fresh() {
        StringBuilder id = new StringBuilder();
        RANDOM.ints(ID_LENGTH, 0, ALPHABET.length()).forEach(index -> id.append(ALPHABET.charAt(index)));
        return freshFor(id.toString());
    }

    static KeyText freshFor(String id) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new KeyText(id, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The text to give to the caller. */
    public String text() {
        return "pk-" + id + "-" + secret;
    }

    @Override
    public String toString() {
        return "pk-" + id;
    }
}
