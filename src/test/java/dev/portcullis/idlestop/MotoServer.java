package dev.portcullis.idlestop;

import dev.portcullis.python.PythonEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS on loopback: moto's server in a Python environment of its own. */
public final class MotoServer implements AutoCloseable {
    private static final Pattern RUNNING = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Up when this returns. */
    public static MotoServer start() {
        String python = PythonEnvironment.of("moto").python();
        StringBuilder seen = new StringBuilder();
        try {
            // Port 0: the system gives a free one and the server says which.
            Process server = new ProcessBuilder(python, "-m", "moto.server", "-p", "0")
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output = server.inputReader();
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

    /** For every service and region. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static void drain(BufferedReader output) {
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}), "moto-output");
        drain.setDaemon(true);
        drain.start();
    }
}
