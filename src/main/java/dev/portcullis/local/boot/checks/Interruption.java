package dev.portcullis.local.boot.checks;

import dev.portcullis.local.boot.guest.BootFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A caller that asks all the time, and notes for how long at most it had no answer. */
final class Interruption implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final BootCallers callers;
    private final Thread thread = new Thread(this::ask, "interruption");
    private long longest;
    private long answers;

    private Interruption(BootCallers callers) {
        this.callers = callers;
    }

    static Interruption watch(BootCallers callers) {
        Interruption interruption = new Interruption(callers);
        interruption.thread.setDaemon(true);
        interruption.thread.start();
        return interruption;
    }

    /** The time between two answers; the second of them was asked for after this question. */
    synchronized Duration longestUntilNow() throws InterruptedException {
        // One may be under way that was asked for before.
        awaitAnswers(2);
        return Duration.ofNanos(longest);
    }

    /** Blocks until there are so many more. */
    synchronized void awaitAnswers(int more) throws InterruptedException {
        long wanted = answers + more;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (answers < wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new BootFailure(
                        "a caller", more + " answers within " + LIMIT.toSeconds() + " s", "fewer", "Check the journal");
            }
            wait(left);
        }
    }

    synchronized long answers() {
        return answers;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private synchronized void answered(long nanosSinceTheLast) {
        longest = Math.max(longest, nanosSinceTheLast);
        answers++;
        notifyAll();
    }

    private void ask() {
        long last = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (callers.ask(Stack.LAPTOP).isEmpty()) {
                    long now = System.nanoTime();
                    answered(now - last);
                    last = now;
                }
                // A rate and not a wait: slow enough for the edge's limit by address.
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (IOException e) {
                // No answer: the time until the next one counts.
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
