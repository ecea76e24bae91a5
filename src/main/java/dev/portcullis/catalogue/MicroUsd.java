package dev.portcullis.catalogue;

import java.math.BigDecimal;

/**
 * An amount in millionths of a US dollar: a price (of a million tokens, an image, an hour, a GiB-month) or a sum of
 * such. Never negative; arithmetic that does not fit a {@code long} throws.
 */
public record MicroUsd(long amount) implements Comparable<MicroUsd> {
    public static final MicroUsd ZERO = new MicroUsd(0);

    private static final int DECIMALS = 6;

    public MicroUsd {
        if (amount < 0) {
            throw new IllegalArgumentException("negative: " + amount);
        }
    }

    /**
     * Dollars as people write them: digits and at most six decimals, so that nothing is ever rounded.
     *
     * @throws IllegalArgumentException for a sign, an exponent, more decimals, or a billion dollars and above
     */
    public static MicroUsd ofDollars(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException(text);
        }
        return new MicroUsd(new BigDecimal(text).movePointRight(DECIMALS).longValueExact());
    }

    public MicroUsd plus(MicroUsd other) {
        return new MicroUsd(Math.addExact(amount, other.amount));
    }

    public MicroUsd times(long count) {
        return new MicroUsd(Math.multiplyExact(amount, count));
    }

    public BigDecimal dollars() {
        return BigDecimal.valueOf(amount, DECIMALS);
    }

    @Override
    public int compareTo(MicroUsd other) {
        return Long.compare(amount, other.amount);
    }
}
