package dev.portcullis.settings;

import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Origin;
import java.util.List;
import java.util.Optional;

/** Reads the settings that say whom the edge lets pass. */
final class EdgeReader {
    private EdgeReader() {}

    /** Takes the two that are asked for before the clients, so that problems come in the order of the file. */
    static Optional<EdgeSettings> edge(RawConfig raw, Optional<Hostname> hostname, Optional<Cloudflare> cloudflare) {
        var allowedCidrs = raw.get(Key.ALLOWED_CIDRS).list("a list of address blocks", EdgeReader::cidr);
        var corsOrigins = raw.get(Key.CORS_ORIGINS).list("a list of https origins", EdgeReader::origin);
        var closed = raw.get(Key.CLOSED).bool();
        var zoneSettings = CloudflareReader.zoneSettings(raw, cloudflare.map(Cloudflare::zone));
        return raw.ifSound(() -> new EdgeSettings(
                hostname.orElseThrow(),
                cloudflare.orElseThrow(),
                List.copyOf(allowedCidrs),
                List.copyOf(corsOrigins),
                closed.orElseThrow(),
                zoneSettings.orElseThrow()));
    }

    private static Optional<Cidr> cidr(RawValue item) {
        return item.as("an address block such as 203.0.113.0/24, host bits zero, longer than /0", Cidr::new);
    }

    private static Optional<Origin> origin(RawValue item) {
        return item.as(
                "an https origin such as https://app.example.com, without path, wildcard or port 443", Origin::new);
    }
}
