package dev.portcullis.catalogue;

/**
 * Prices of a million tokens each. Where the file names no cache price, a cached token costs what a plain input token
 * costs: too much rather than nothing.
 */
public record TokenPrices(
        MicroUsd input, MicroUsd output, MicroUsd cacheRead, MicroUsd cacheWrite5m, MicroUsd cacheWrite1h) {
    static final TokenPrices NONE =
            new TokenPrices(MicroUsd.ZERO, MicroUsd.ZERO, MicroUsd.ZERO, MicroUsd.ZERO, MicroUsd.ZERO);
}
