package dev.portcullis.cli.help;

import dev.portcullis.cli.terminal.TerminalCheck;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of the terminal: what {@code COLUMNS} says, else what the terminal says, else 80. */
public final class TerminalWidth {
    private static final int USUAL = 80;
    /** Longer lines are hard to read. */
    private static final int WIDEST = 120;

    private static final int NARROWEST = 60;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,4})\\s*");

    private TerminalWidth() {}

    public static int of(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        int given = columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : ask().orElse(USUAL);
        return Math.min(WIDEST, Math.max(NARROWEST, given));
    }

    /** Nothing without a terminal: a pipe and a file get the usual width. */
    private static OptionalInt ask() {
        if (!TerminalCheck.attached()) {
            return OptionalInt.empty();
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(2, TimeUnit.SECONDS)) {
                stty.destroy();
                return OptionalInt.empty();
            }
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? OptionalInt.of(Integer.parseInt(size.group(1))) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
