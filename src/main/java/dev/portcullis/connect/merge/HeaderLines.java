package dev.portcullis.connect.merge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The value of a variable that holds one header a line: a person's other headers stay. */
final class HeaderLines {
    private HeaderLines() {}

    static boolean isIn(String name) {
        return name.endsWith("_CUSTOM_HEADERS");
    }

    static String merged(String old, String added) {
        Map<String, String> lines = new LinkedHashMap<>();
        (old + "\n" + added)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> lines.put(line.split(":", 2)[0].strip().toLowerCase(Locale.ROOT), line));
        return String.join("\n", lines.values());
    }
}
