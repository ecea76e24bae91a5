package dev.portcullis.local.edge;

import dev.portcullis.settings.value.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Access's answer to a browser that asks before it calls, when the application has CORS settings: the gate never sees
 * such a request.
 */
final class Preflight {
    private final Set<String> origins;

    Preflight(List<Origin> origins) {
        this.origins = origins.stream().map(Origin::value).collect(Collectors.toSet());
    }

    boolean isEnabled() {
        return !origins.isEmpty();
    }

    /** Response headers; none for an origin that is not listed, which is how a browser is told no. */
    Map<String, String> headers(String origin, String method, String requestedHeaders) {
        if (!origins.contains(origin)) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("access-control-allow-origin", origin);
        headers.put("access-control-allow-methods", method);
        if (!requestedHeaders.isEmpty()) {
            headers.put("access-control-allow-headers", requestedHeaders);
        }
        headers.put("vary", "Origin");
        return headers;
    }
}
