package dev.portcullis.gate.ledger.money;

import java.time.Instant;

/** What a key has used of the minute's limits, this call included. */
public record Meter(Instant minute, long requests, long tokens) {
    private static final long SECONDS = 60;

    /** When the counts begin anew. */
    public Instant resets() {
        return minute.plusSeconds(SECONDS);
    }
}
