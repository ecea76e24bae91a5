package dev.portcullis.gate.ledger.money;

/** The usage of a call, in parts that do not overlap; never negative. */
public record Consumption(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h, long images) {
    public static final Consumption NONE = new Consumption(0, 0, 0, 0, 0, 0);
}
