package dev.portcullis.settings.value;

import java.util.Locale;

/**
 * The one who may start a host that is asleep: {@code NONE} means operators alone, {@code WORKER} callers too, through a
 * Worker at Cloudflare that keeps their requests meanwhile.
 */
public enum WakeMode {
    NONE,
    WORKER;

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
