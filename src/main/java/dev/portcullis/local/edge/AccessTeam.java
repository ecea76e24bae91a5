package dev.portcullis.local.edge;

import dev.portcullis.local.loopback.Loopback;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.InstantSource;

/**
 * What stands for the Zero Trust team's own domain: signs for its applications and publishes the keys. It starts before
 * the gate, which wants to know the issuer, and the edge comes last.
 */
public final class AccessTeam implements AutoCloseable {
    private static final String CERTS = "/cdn-cgi/access/certs";

    private final Loopback loopback = new Loopback();
    private final String issuer;
    private final AccessKeys keys;

    private AccessTeam(InstantSource clock) {
        issuer = "http://" + Loopback.ADDRESS + ":" + loopback.listen(0, this::answer);
        keys = new AccessKeys(issuer, clock);
    }

    public static AccessTeam start(InstantSource clock) {
        return new AccessTeam(clock);
    }

    /** As in the claim {@code iss}; the keys are below it, as with Cloudflare. */
    public String issuer() {
        return issuer;
    }

    /** Where the public keys are. */
    public URI certs() {
        return URI.create(issuer + CERTS);
    }

    /** Signs with a new key from now on. The one before stays published, older ones do not. */
    public void rotateKey() {
        keys.rotate();
    }

    String sign(String clientId, String audience) {
        return keys.sign(clientId, audience);
    }

    @Override
    public void close() {
        loopback.close();
    }

    private void answer(HttpServerRequest request) {
        if (request.uri().equals(CERTS)) {
            request.response().putHeader("content-type", "application/json").end(keys.jwks());
        } else {
            request.response().setStatusCode(404).end();
        }
    }
}
