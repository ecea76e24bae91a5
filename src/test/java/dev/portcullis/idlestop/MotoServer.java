package dev.portcullis.idlestop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS on loopback: moto's server in a Python environment of its own, installed from {@code src/test/python/moto.lock} at
 * first use and again when that changes.
 */
final class MotoServer implements AutoCloseable {
    private static final Path LOCK = Path.of("src/test/python/moto.lock");
    private static final Path ENVIRONMENT = Path.of("target/moto-venv");
    private static final Pattern RUNNING = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static MotoServer start() {
        install("python3", LOCK, ENVIRONMENT);
        // Port 0: the system gives a free one and the server says which.
        Process server = process(List.of(ENVIRONMENT.resolve("bin/python").toString(), "-m", "moto.server", "-p", "0"));
        BufferedReader output = server.inputReader();
        StringBuilder seen = new StringBuilder();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                seen.append(line).append('\n');
                Matcher running = RUNNING.matcher(line);
                if (running.find()) {
                    drain(output);
                    return new MotoServer(server, URI.create(running.group(1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("moto's server did not start:\n" + seen);
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    static void install(String python, Path lock, Path environment) {
        try {
            // Copied last, so that an installation that was broken off is not taken for one.
            Path installed = environment.resolve("installed.lock");
            if (Files.exists(installed) && Files.mismatch(installed, lock) == -1) {
                return;
            }
            System.out.println("Installing moto for the tests into " + environment + " (once, some 10 s)");
            run(python, "-m", "venv", "--clear", environment.toString());
            String pip = environment.resolve("bin/pip").toString();
            run(pip, "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", lock.toString());
            Files.copy(lock, installed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = process(List.of(command));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        if (exit != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + exit + ":\n" + output);
        }
    }

    private static Process process(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError(
                    command.get(0) + ": expected a Python of at least 3.10 on the PATH, got none\n"
                            + "  Install it (with its venv module): these tests run against moto, which plays AWS",
                    e);
        }
    }

    private static void drain(BufferedReader output) {
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}), "moto-output");
        drain.setDaemon(true);
        drain.start();
    }
}
