package dev.portcullis.gate.exchange;

import dev.portcullis.settings.value.Origin;
import io.vertx.core.MultiMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets the pages of named origins read answers, errors included. Preflights never arrive: Access answers them. */
public final class Cors {
    private static final String EXPOSED = Stream.concat(
                    Stream.of(
                            "request-id",
                            "x-request-id",
                            "retry-after",
                            "x-should-retry",
                            "x-portcullis-dropped",
                            "x-portcullis-cost-usd",
                            "x-portcullis-count"),
                    RateHeaders.names())
            .collect(Collectors.joining(", "));

    private final Set<String> origins;

    public Cors(Set<Origin> origins) {
        this.origins = origins.stream().map(Origin::value).collect(Collectors.toUnmodifiableSet());
    }

    void allow(String origin, MultiMap headers) {
        if (origins.isEmpty()) {
            return;
        }
        headers.set("vary", "origin");
        if (origins.contains(origin)) {
            headers.set("access-control-allow-origin", origin).set("access-control-expose-headers", EXPOSED);
        }
    }
}
