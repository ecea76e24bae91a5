package dev.portcullis.local.boot.report;

import java.util.Deque;

/** Stops first the part that was started last. */
public final class Closing {
    private Closing() {}

    public static void inReverse(Deque<AutoCloseable> started) {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the boot test could not be stopped", e);
            }
        }
    }
}
