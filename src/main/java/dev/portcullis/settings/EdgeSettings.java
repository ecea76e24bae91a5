package dev.portcullis.settings;

import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Origin;
import java.util.List;

/**
 * The way in: the gateway's host name, its zone and Access team at Cloudflare, and the callers whom the edge lets pass.
 *
 * @param allowedCidrs the only source addresses that may call; empty for all
 * @param corsOrigins pages that may call from a browser
 * @param closed whether Access refuses every caller, as after {@code incident everything}
 */
public record EdgeSettings(
        Hostname hostname,
        Cloudflare cloudflare,
        List<Cidr> allowedCidrs,
        List<Origin> corsOrigins,
        boolean closed,
        ZoneSettings zoneSettings) {

    public EdgeSettings {
        allowedCidrs = List.copyOf(allowedCidrs);
        corsOrigins = List.copyOf(corsOrigins);
    }
}
