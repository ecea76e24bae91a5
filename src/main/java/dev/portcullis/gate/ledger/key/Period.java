package dev.portcullis.gate.ledger.key;

import java.util.Locale;

/** The period of a budget; {@code TOTAL} never resets. In the order of the database's type. */
public enum Period {
    DAY,
    MONTH,
    TOTAL;

    /** The word that people and the database write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a {@link #word}; throws {@link IllegalArgumentException} for any other. */
    public static Period of(String word) {
        for (Period period : values()) {
            if (period.word().equals(word)) {
                return period;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
