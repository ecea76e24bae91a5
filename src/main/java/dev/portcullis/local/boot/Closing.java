package dev.portcullis.local.boot;

import java.util.Deque;

/** What was started last is stopped first. */
final class Closing {
    private Closing() {}

    static void inReverse(Deque<AutoCloseable> started) {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the boot test could not be stopped", e);
            }
        }
    }
}
