package dev.portcullis.settings.value;

import java.util.Locale;

/** The place to which the host sends its journal, beside keeping it for a month itself. */
public enum LogDestination {
    NONE,
    CLOUDWATCH;

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
