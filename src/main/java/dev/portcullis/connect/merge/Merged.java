package dev.portcullis.connect.merge;

import java.util.List;

/**
 * A text with the settings in it.
 *
 * @param replaced names of settings that had another value before; never the values, which may be secrets
 */
public record Merged(String text, List<String> replaced) {
    static Merged of(String text) {
        return new Merged(text, List.of());
    }

    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "Merged[" + replaced + "]";
    }
}
