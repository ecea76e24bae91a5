package dev.portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The places in the README that generated tables are kept in, each between two comments with its name. */
public final class Readme {
    private Readme() {}

    /** Puts a table into the place of the one before. */
    public static void renew(Path readme, String section, String table) throws IOException {
        String text = Files.readString(readme);
        Files.writeString(readme, text.substring(0, from(text, section)) + table + text.substring(to(text, section)));
    }

    /** The table that is there. */
    public static String section(Path readme, String section) throws IOException {
        String text = Files.readString(readme);
        return text.substring(from(text, section), to(text, section));
    }

    private static int from(String text, String section) {
        String begin = "<!-- " + section + " -->\n";
        int from = text.indexOf(begin);
        if (from < 0) {
            throw new IllegalStateException("README.md: expected " + begin.strip());
        }
        return from + begin.length();
    }

    private static int to(String text, String section) {
        String end = "<!-- /" + section + " -->";
        int to = text.indexOf(end, from(text, section));
        if (to < 0) {
            throw new IllegalStateException("README.md: expected " + end + " after the section's begin");
        }
        return to;
    }
}
