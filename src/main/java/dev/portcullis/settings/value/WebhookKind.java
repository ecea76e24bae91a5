package dev.portcullis.settings.value;

import java.util.Locale;

/** The service that a webhook belongs to, which decides the form of a message; {@code JSON} is a receiver of one's own. */
public enum WebhookKind {
    SLACK,
    TEAMS,
    DISCORD,
    JSON;

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
