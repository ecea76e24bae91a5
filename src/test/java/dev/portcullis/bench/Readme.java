package dev.portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The place in the README that the last table is kept in. */
final class Readme {
    private static final String BEGIN = "<!-- bench -->\n";
    private static final String END = "<!-- /bench -->";

    private Readme() {}

    /** Puts a table into the place of the one before. */
    static void renew(Path readme, String table) throws IOException {
        String text = Files.readString(readme);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalStateException("README.md: expected " + BEGIN.strip() + " and then " + END);
        }
        Files.writeString(readme, text.substring(0, from + BEGIN.length()) + table + text.substring(to));
    }
}
