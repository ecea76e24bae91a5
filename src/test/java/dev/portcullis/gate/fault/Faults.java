package dev.portcullis.gate.fault;

import java.util.Set;
import java.util.TreeSet;

/** Is told of every step of the gate that begins or ends; one of them fails, once. */
public final class Faults {
    /** A step fails with an unchecked exception or with an error, because code that catches one may miss the other. */
    enum Kind {
        EXCEPTION,
        ERROR
    }

    private static final Object LOCK = new Object();
    private static final Set<String> SEEN = new TreeSet<>();
    private static volatile String armed = "";
    private static volatile Kind kind = Kind.EXCEPTION;
    private static volatile boolean recording;

    private Faults() {}

    /** The woven code calls it. */
    public static void at(String step) {
        // Some steps are taken for each character of a body.
        if (!recording && !step.equals(armed)) {
            return;
        }
        synchronized (LOCK) {
            if (recording) {
                SEEN.add(step);
            }
            if (!step.equals(armed)) {
                return;
            }
            armed = "";
        }
        if (kind == Kind.ERROR) {
            throw new StackOverflowError("injected");
        }
        throw new IllegalStateException("injected");
    }

    static void record() {
        synchronized (LOCK) {
            SEEN.clear();
            recording = true;
        }
    }

    static Set<String> recorded() {
        synchronized (LOCK) {
            recording = false;
            return new TreeSet<>(SEEN);
        }
    }

    static void arm(String step, Kind failure) {
        synchronized (LOCK) {
            kind = failure;
            armed = step;
        }
    }

    /** Whether the armed step was reached. */
    static boolean disarm() {
        synchronized (LOCK) {
            boolean met = armed.isEmpty();
            armed = "";
            return met;
        }
    }
}
