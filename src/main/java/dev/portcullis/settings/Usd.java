package dev.portcullis.settings;

import java.math.BigDecimal;

/**
 * An amount of US dollars in whole millionths, never negative: exact where a price per token is far below a cent, and
 * free of the rounding of floating point.
 */
public record Usd(long micros) implements Comparable<Usd> {
    private static final long MICROS_PER_DOLLAR = 1_000_000;

    public Usd {
        if (micros < 0) {
            throw new IllegalArgumentException("a negative amount: " + micros);
        }
    }

    public static Usd ofDollars(long dollars) {
        return new Usd(Math.multiplyExact(dollars, MICROS_PER_DOLLAR));
    }

    /** The amount as a decimal number without an exponent or trailing zeros, as AWS Budgets takes it: {@code 2.5}. */
    public String decimal() {
        BigDecimal dollars = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
        return dollars.toPlainString();
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        return "$" + decimal();
    }
}
