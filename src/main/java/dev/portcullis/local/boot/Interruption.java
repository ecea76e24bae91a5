package dev.portcullis.local.boot;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A caller that asks all the time, and notes for how long at most it had no answer. */
final class Interruption implements AutoCloseable {
    private final Callers callers;
    private final Thread thread = new Thread(this::ask, "interruption");
    private volatile long longest;
    private volatile boolean ended;

    private Interruption(Callers callers) {
        this.callers = callers;
    }

    static Interruption watch(Callers callers) {
        Interruption interruption = new Interruption(callers);
        interruption.thread.setDaemon(true);
        interruption.thread.start();
        return interruption;
    }

    /** Between two answers. */
    Duration longest() {
        return Duration.ofNanos(longest);
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }

    private void ask() {
        long last = System.nanoTime();
        while (!ended) {
            try {
                if (callers.ask(Stack.LAPTOP).isEmpty()) {
                    long now = System.nanoTime();
                    longest = Math.max(longest, now - last);
                    last = now;
                }
                // Slow enough for the edge's limit by address.
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (IOException e) {
                // No answer: the time until the next one counts.
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
