package dev.portcullis.settings;

import java.util.Locale;

/** Which of the typed stacks a deployment is: the gateway, or what must outlive it and needs an administrator once. */
public enum StackKind {
    GATEWAY,
    IDENTITY;

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
