package dev.portcullis.gate.ledger.key;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An admin key as its owner has it: {@code ak-}, its name, a hyphen and 256 random bits in base64url. Shown once; does
 * not print.
 */
public record AdminKeyText(String name, String secret) {
    /** The one that comes from a credential file and not from the database. */
    public static final String FIRST = "first";

    private static final Pattern NAME = Pattern.compile("(?=.{1,30}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final Pattern FORM = Pattern.compile("ak-([a-z0-9-]{1,30})-([A-Za-z0-9_-]{43})");
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Lower-case kebab, 1 to 30 characters. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Empty for whatever has not the form. */
    public static Optional<AdminKeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() && isName(matcher.group(1))
                ? Optional.of(new AdminKeyText(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** A secret that nobody has yet. */
    public static AdminKeyText fresh(String name) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new AdminKeyText(name, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The text to give to the administrator. */
    public String text() {
        return "ak-" + name + "-" + secret;
    }

    @Override
    public String toString() {
        return "ak-" + name;
    }
}
