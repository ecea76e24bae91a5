package dev.portcullis.cli.terminal;

import dev.portcullis.input.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The stack's name, typed again where a yes is given too easily. */
public final class TypedConfirmation {
    @Option(
            names = "--yes",
            paramLabel = "NAME",
            description = "Do it without a question. NAME is the stack's name once more.")
    private @Nullable String name;

    /**
     * Refuses a wrong name before any work is done.
     *
     * @throws BadInput when the option names another stack
     */
    public void check(String stack) {
        if (name != null && !name.equals(stack)) {
            throw new BadInput(
                    "--yes",
                    "the stack's name, '" + stack + "'",
                    "'" + name + "'",
                    "Name the same stack in both places");
        }
    }

    /**
     * Asks only at a terminal; elsewhere nobody would answer.
     *
     * @throws BadInput without a terminal and without the option
     */
    public boolean given(PrintWriter err, String stack, String question) {
        if (name != null) {
            return true;
        }
        if (!TerminalCheck.attached()) {
            throw new BadInput(
                    "--yes",
                    "a terminal to ask at, or --yes " + stack,
                    "neither",
                    "Add --yes " + stack + " to do it; nothing was changed");
        }
        err.print(question + " Type the stack's name to go on: ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().equals(stack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
