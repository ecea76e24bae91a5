package dev.portcullis.init.question;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A zone that the Cloudflare token can see.
 *
 * @param status {@code active} once Cloudflare answers for the domain
 * @param plan {@code free}, {@code pro}, {@code business} or {@code enterprise}; empty when Cloudflare does not tell
 */
public record Zone(String id, String name, String status, String accountId, String plan) {

    public boolean isActive() {
        return status.equals("active");
    }

    /** The zone in which a name lies, the longest of them. */
    public static Optional<Zone> of(List<Zone> zones, String hostname) {
        return zones.stream()
                .filter(zone -> hostname.endsWith("." + zone.name()))
                .max(Comparator.comparingInt(zone -> zone.name().length()));
    }

    /** Whether a name stands one label below it; the certificate of the zone covers no deeper one. */
    public boolean covers(String hostname) {
        return hostname.endsWith("." + name) && hostname.indexOf('.') == hostname.length() - name.length() - 1;
    }
}
