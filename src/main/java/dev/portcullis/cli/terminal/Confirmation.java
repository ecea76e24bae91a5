package dev.portcullis.cli.terminal;

import dev.portcullis.input.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** The option {@code --yes}, and the question that stands in its place at a terminal. */
public final class Confirmation {
    @Option(names = "--yes", description = "Do it without a question.")
    private boolean yes;

    /**
     * Asks only at a terminal; elsewhere nobody would answer.
     *
     * @throws BadInput without a terminal and without the option
     */
    public boolean given(PrintWriter err, String question) {
        if (yes) {
            return true;
        }
        if (!TerminalCheck.attached()) {
            throw new BadInput(
                    "--yes", "a terminal to ask at, or --yes", "neither", "Add --yes to do it; nothing was changed");
        }
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().matches("(?i)y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
