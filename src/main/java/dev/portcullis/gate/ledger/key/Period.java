package dev.portcullis.gate.ledger.key;

import java.util.Locale;

/** What a budget lasts for; {@code TOTAL} never begins anew. In the order of the database's type. */
public enum Period {
    DAY,
    MONTH,
    TOTAL;

    /** As people and the database write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From {@link #word}; throws {@link IllegalArgumentException} for another one. */
    public static Period of(String word) {
        for (Period period : values()) {
            if (period.word().equals(word)) {
                return period;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
