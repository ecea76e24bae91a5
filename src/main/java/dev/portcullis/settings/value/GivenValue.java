package dev.portcullis.settings.value;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows a value that was refused: shortened, and not at all when it looks like a secret in the wrong place. */
public final class GivenValue {
    private static final int LONGEST = 80;
    private static final int SHOWN = 20;
    /** Longer than any identifier among the settings, and without the dots, colons and at-signs of the other values. */
    private static final Pattern SECRET_LIKE = Pattern.compile("[A-Za-z0-9_+/=-]{33,}");

    private GivenValue() {}

    public static String describe(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof SecureValue) {
            return "an encrypted value";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value instanceof Map ? "a mapping" : text(value.toString().replaceAll("\\p{Cntrl}", "?"));
    }

    private static String text(String text) {
        if (text.isEmpty()) {
            return "an empty value";
        }
        if (SECRET_LIKE.matcher(text).matches()) {
            return "a text of " + text.length() + " characters, not shown because it could be a secret";
        }
        return text.length() <= LONGEST
                ? "'" + text + "'"
                : "'" + text.substring(0, SHOWN) + "…' (" + text.length() + " characters)";
    }
}
