package dev.portcullis.settings;

import dev.portcullis.input.Problems;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which of the typed stacks a deployment is: the gateway, or what must outlive it and needs an administrator once. */
public enum StackKind {
    GATEWAY,
    IDENTITY;

    /**
     * What {@code portcullis:stack} names.
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
