package dev.portcullis.operate;

import java.time.Duration;

/** The time to wait for the desired state; zero for not at all. */
public record Wait(Duration most) {
    public static final Wait NONE = new Wait(Duration.ZERO);

    boolean isWanted() {
        return !most.isZero();
    }
}
