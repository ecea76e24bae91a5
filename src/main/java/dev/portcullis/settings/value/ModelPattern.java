package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/**
 * Patterns of model names, in which {@code *} stands for any characters, none included. The settings and the admin API
 * take the same form; only the catalogue decides whether a pattern fits a model.
 */
public final class ModelPattern {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9._:/*-]{0,99}");

    private ModelPattern() {}

    public static boolean isWellFormed(String pattern) {
        return FORM.matcher(pattern).matches();
    }

    /** Left to right, each literal part as early as it fits: linear, whatever the pattern. */
    public static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(name);
        }
        String last = parts[parts.length - 1];
        if (!name.startsWith(parts[0]) || !name.endsWith(last)) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[i].length();
        }
        return from <= name.length() - last.length();
    }
}
