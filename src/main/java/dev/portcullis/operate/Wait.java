package dev.portcullis.operate;

import java.time.Duration;

/** How long to stay until a wish has come true; zero for not at all. */
public record Wait(Duration most) {
    public static final Wait NONE = new Wait(Duration.ZERO);

    boolean isWanted() {
        return !most.isZero();
    }
}
