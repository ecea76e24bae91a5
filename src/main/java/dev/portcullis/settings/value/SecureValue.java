package dev.portcullis.settings.value;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Stands in a raw configuration for a value that is encrypted or secret, so that it cannot be read or printed. The
 * reader of a setting that is meant to be secret may hold it against a form, and learns no more than whether it fits.
 */
public final class SecureValue {
    /** A value that nobody can hold against anything, such as one that is still encrypted. */
    public static final SecureValue HIDDEN = new SecureValue(Optional.empty());

    private final Optional<String> text;

    private SecureValue(Optional<String> text) {
        this.text = text;
    }

    /** A value that is known to the engine. */
    public static SecureValue of(String text) {
        return new SecureValue(Optional.of(text));
    }

    /** Whether the value is of the form; an encrypted one may be. */
    public boolean mayFit(Predicate<String> form) {
        return text.map(form::test).orElse(true);
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
