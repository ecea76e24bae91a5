package dev.portcullis.bench;

import io.vertx.core.buffer.Buffer;

/** Tells when an answer has begun, once. */
final class FirstPart {
    private final Runnable begun;
    private boolean seen;

    FirstPart(Runnable begun) {
        this.begun = begun;
    }

    void take(Buffer part) {
        if (!seen && part.length() > 0) {
            seen = true;
            begun.run();
        }
    }
}
