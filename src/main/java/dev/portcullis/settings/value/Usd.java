package dev.portcullis.settings.value;

import java.math.BigDecimal;

/**
 * An amount of US dollars in whole millionths, never negative: a budget, a price (of a million tokens, an image, an
 * hour, a GiB-month) or a sum of such. Exact where a price per token is far below a cent; arithmetic that does not fit
 * a {@code long} throws.
 */
public record Usd(long micros) implements Comparable<Usd> {
    public static final Usd ZERO = new Usd(0);

    private static final long MICROS_PER_DOLLAR = 1_000_000;
    private static final int DECIMALS = 6;

    public Usd {
        if (micros < 0) {
            throw new IllegalArgumentException("a negative amount: " + micros);
        }
    }

    public static Usd ofDollars(long dollars) {
        return new Usd(Math.multiplyExact(dollars, MICROS_PER_DOLLAR));
    }

    /**
     * Dollars as people write them: digits and at most six decimals, so that nothing is ever rounded.
     *
     * @throws IllegalArgumentException for a sign, an exponent, more decimals, or a billion dollars and above
     */
    public static Usd ofDollars(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException(text);
        }
        return new Usd(new BigDecimal(text).movePointRight(DECIMALS).longValueExact());
    }

    public Usd plus(Usd other) {
        return new Usd(Math.addExact(micros, other.micros));
    }

    public Usd times(long count) {
        return new Usd(Math.multiplyExact(micros, count));
    }

    /** The amount with six decimals. */
    public BigDecimal dollars() {
        return BigDecimal.valueOf(micros, DECIMALS);
    }

    /** The amount as a decimal number without an exponent or trailing zeros, as AWS Budgets takes it: {@code 2.5}. */
    public String decimal() {
        return dollars().stripTrailingZeros().toPlainString();
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
