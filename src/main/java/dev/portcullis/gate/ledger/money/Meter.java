package dev.portcullis.gate.ledger.money;

import java.time.Instant;

/** The used part of a virtual key's limits a minute, this call included. */
public record Meter(Instant minute, long requests, long tokens) {
    private static final long SECONDS = 60;

    /** The time at which the counts reset. */
    public Instant resets() {
        return minute.plusSeconds(SECONDS);
    }
}
