package dev.portcullis.local.edge;

import dev.portcullis.policy.EdgeRequest;
import dev.portcullis.policy.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the requests that the rule's expression matches, per source address, in windows that begin with an address's
 * first request. Cloudflare does not say where its windows begin.
 */
final class RateWindow {
    private final RateLimit limit;
    private final InstantSource clock;
    private final Map<String, Window> windows = new HashMap<>();

    private record Window(Instant end, int requests, Instant blockedUntil) {}

    RateWindow(RateLimit limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * The time that the address must still wait; zero when the request may pass. A refused request counts for nothing.
     */
    synchronized Duration blockedFor(EdgeRequest request) {
        if (!limit.expression().eval(request)) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        windows.values().removeIf(old -> !old.end.isAfter(now) && !old.blockedUntil.isAfter(now));
        String source = request.sourceAddress();
        Window window = windows.get(source);
        if (window != null && window.blockedUntil.isAfter(now)) {
            return Duration.between(now, window.blockedUntil);
        }
        if (window == null || !window.end.isAfter(now)) {
            window = new Window(now.plusSeconds(limit.period()), 0, Instant.MIN);
        }
        boolean over = window.requests == limit.requestsPerPeriod();
        Instant blockedUntil = over ? now.plusSeconds(limit.mitigationTimeout()) : Instant.MIN;
        // An address that was blocked starts from zero afterwards.
        windows.put(source, new Window(over ? now : window.end, window.requests + 1, blockedUntil));
        return over ? Duration.ofSeconds(limit.mitigationTimeout()) : Duration.ZERO;
    }
}
