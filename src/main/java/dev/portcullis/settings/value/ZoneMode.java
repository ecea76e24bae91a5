package dev.portcullis.settings.value;

import java.util.Locale;

/**
 * The owner of the zone's WAF and rate-limit rulesets, of which a zone has one each: {@code DEDICATED} means
 * Portcullis, {@code SHARED} means that nothing zone-wide may be touched.
 */
public enum ZoneMode {
    DEDICATED,
    SHARED;

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
