package dev.portcullis.connect.forward;

import dev.portcullis.probe.ServiceToken;
import java.net.URI;
import java.util.Optional;

/**
 * Where a forwarder leads, and what it adds.
 *
 * @param key replaces the callers' own; absent when they bring one
 */
public record ForwardedGateway(URI url, ServiceToken token, Optional<String> key) {
    boolean isPlain() {
        return "http".equals(url.getScheme());
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : isPlain() ? 80 : 443;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return url.toString();
    }
}
