package dev.portcullis.init.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A value as YAML that every reader takes for the same text. */
public final class YamlScalar {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9.@_+/-]*|[1-9][0-9]{0,8}h?|0");
    private static final List<String> WORDS = List.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private YamlScalar() {}

    /** A key: plain, unless a reader would take the word for something else. */
    static String key(String text) {
        return WORDS.contains(text) ? "\"" + text + "\"" : text;
    }

    public static String of(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return isPlain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
