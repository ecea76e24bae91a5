package dev.portcullis.deployed.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The answer of a program that was run without a terminal. Its output can hold secrets, so nothing here prints it.
 *
 * @param exit its exit code, or {@link #TIMED_OUT}
 */
public record BoundedRun(int exit, String out, String err) {
    /** The code of one that was ended, which no program of its own accord has. */
    public static final int TIMED_OUT = -1;

    /** For a program that left another behind, which holds its output open. */
    private static final long GRACE_SECONDS = 10;

    private static final int MOST_BYTES = 16 << 20;

    /**
     * Runs a program to its end.
     *
     * @param environment all of it
     * @param limit after which it is ended
     * @throws IOException when it cannot be started
     */
    public static BoundedRun of(List<String> command, Path folder, Map<String, String> environment, Duration limit)
            throws IOException {
        return of(command, folder, environment, limit, "");
    }

    /**
     * The same with something to read.
     *
     * @param input its whole standard input, short enough for a pipe; the place for a secret
     */
    public static BoundedRun of(
            List<String> command, Path folder, Map<String, String> environment, Duration limit, String input)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try (OwnedProcess owned = OwnedProcess.start(builder)) {
            Process process = owned.process();
            give(process.getOutputStream(), input);
            // Both at once: a pipe that nobody reads would hold the program up.
            CompletableFuture<String> out = reading(process.getInputStream());
            CompletableFuture<String> err = reading(process.getErrorStream());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new BoundedRun(TIMED_OUT, "", "");
            }
            return new BoundedRun(
                    process.exitValue(),
                    out.get(GRACE_SECONDS, TimeUnit.SECONDS),
                    err.get(GRACE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new IOException("its output cannot be read", e);
        } catch (TimeoutException e) {
            return new BoundedRun(TIMED_OUT, "", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BoundedRun(TIMED_OUT, "", "");
        }
    }

    /** A program that ends without reading it has its own reason, which its output tells. */
    private static void give(OutputStream stream, String input) {
        try (stream) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program closed its input.
        }
    }

    public boolean succeeded() {
        return exit == 0;
    }

    /** Without the output. */
    @Override
    public String toString() {
        return "exit " + exit;
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> read(stream), task -> {
            Thread thread = new Thread(task, "output of a program");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static String read(InputStream stream) {
        try (stream) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            for (int read = stream.read(part); read >= 0; read = stream.read(part)) {
                kept.write(part, 0, Math.min(read, MOST_BYTES - kept.size()));
            }
            return kept.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
