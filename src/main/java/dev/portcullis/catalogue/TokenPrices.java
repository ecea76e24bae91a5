package dev.portcullis.catalogue;

import dev.portcullis.settings.value.Usd;

/**
 * Prices of a million tokens each. Where the file names no cache price, a cached token costs what a plain input token
 * costs: too much rather than nothing.
 */
public record TokenPrices(Usd input, Usd output, Usd cacheRead, Usd cacheWrite5m, Usd cacheWrite1h) {
    static final TokenPrices NONE = new TokenPrices(Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO);
}
