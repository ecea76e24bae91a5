package dev.portcullis.local.boot.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this machine, run to their end. */
public final class ChildProgram {
    private static final int SHOWN = 1500;

    private ChildProgram() {}

    /** The output and the exit code. */
    public record Result(int code, String output) {}

    /** All that it printed. A failure shows the end of that. */
    public static String run(String... command) {
        Result result = tried(List.of(command));
        if (result.code() != 0) {
            String said = result.output().strip();
            throw new BootFailure(
                    command[0],
                    "'" + String.join(" ", command) + "' to succeed",
                    "exit code " + result.code() + ": " + said.substring(Math.max(0, said.length() - SHOWN)),
                    "Put right what it says and try again");
        }
        return result.output();
    }

    public static Result tried(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.get(0) + " ran", e);
        }
    }
}
