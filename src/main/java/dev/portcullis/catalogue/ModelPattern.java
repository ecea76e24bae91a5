package dev.portcullis.catalogue;

/** Patterns of model names, in which {@code *} stands for any characters, none included. */
public final class ModelPattern {
    private ModelPattern() {}

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
