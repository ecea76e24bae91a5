package dev.portcullis.settings;

import dev.portcullis.input.Problems;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kind of a stack: the gateway, or the identity that must outlive it and needs an administrator once. */
public enum StackKind {
    GATEWAY,
    IDENTITY;

    /**
     * Reads the kind that {@code portcullis:stack} names.
     *
     * @param raw full keys to values with the defaults already merged
     */
    public static Optional<StackKind> from(Map<String, Object> raw, Problems problems) {
        return new RawConfig(raw, problems).get(Key.STACK).word(values(), StackKind::word);
    }

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
