package dev.portcullis.gate;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of all bodies under way, so that many long ones fill neither the memory nor the disk. */
final class BodySpace {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodySpace(long most) {
        this.most = most;
    }

    /** Whether there was room; if not, nothing is taken. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
