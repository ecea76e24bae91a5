package dev.portcullis.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A virtual environment below {@code target} with what a lock names; made at first use and again when the lock changes. */
public final class PythonEnvironment {
    private final Path directory;

    private PythonEnvironment(Path directory) {
        this.directory = directory;
    }

    /**
     * Takes some 10 s when it has to install.
     *
     * @param name a lock file in {@code src/test/python} without its ending, such as {@code moto}
     */
    public static PythonEnvironment of(String name) {
        Path directory = Path.of("target", name + "-venv");
        install("python3", Path.of("src/test/python", name + ".lock"), directory);
        return new PythonEnvironment(directory);
    }

    /** To be run with arguments. */
    public String python() {
        return directory.resolve("bin/python").toString();
    }

    static void install(String python, Path lock, Path directory) {
        try {
            run(python, "-B", "src/test/python/environment.py", lock.toString(), directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        System.out.print(output);
        if (exit != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + exit + ":\n" + output);
        }
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    command[0] + ": expected a Python of at least 3.10 on the PATH, got none\n"
                            + "  Install it (with its venv module): some tests run against Python programs",
                    e);
        }
    }
}
