package dev.portcullis.local.process;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A process that serves on this machine.
 *
 * @param name as people are told it
 * @param probe an address that answers 200 once it serves
 * @param log the log of all its output; need not be there yet
 */
public record Child(String name, URI probe, Path log) {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int SHOWN_LINES = 20;

    /**
     * Blocks until it serves.
     *
     * @param end how it ended, once it has ended for good
     * @throws StartFailure when it has ended, or is not ready within {@code limit}
     */
    public void awaitReady(Duration limit, Supplier<Optional<String>> end) {
        long deadline = System.nanoTime() + limit.toNanos();
        Readiness readiness = new Readiness(probe);
        while (!readiness.isReady()) {
            end.get().ifPresent(given -> {
                throw failure(given);
            });
            if (System.nanoTime() > deadline) {
                throw failure("no answer within " + limit.toSeconds() + " s");
            }
            pause();
        }
    }

    /** A failure with the end of the log so far. */
    public StartFailure failure(String given) {
        return new StartFailure(name, given, lastLines(), log);
    }

    /**
     * Starts a process that is written down at once: one that could not be found again does not stay.
     *
     * @param record is told its number
     */
    public static Process start(ProcessBuilder builder, LongConsumer record) throws IOException {
        Process process = builder.start();
        try {
            record.accept(process.pid());
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        return process;
    }

    /** Asks it to stop, and makes it stop when it has not after ten seconds. */
    public static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The part of the log that a person needs to see; empty when nothing was written. */
    private List<String> lastLines() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " came up", e);
        }
    }
}
