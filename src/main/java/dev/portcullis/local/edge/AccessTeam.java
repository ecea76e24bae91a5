package dev.portcullis.local.edge;

import dev.portcullis.local.loopback.Loopback;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.InstantSource;

/**
 * The stand-in for the Zero Trust team's own domain: signs for its applications and publishes the JWKS. It starts
 * before the gate, which needs to know the issuer, and the edge comes last.
 */
public final class AccessTeam implements AutoCloseable {
    private static final String CERTS = "/cdn-cgi/access/certs";

    /** A team domain as Cloudflare's are, though nothing answers under it: the gate takes no other form of issuer. */
    private static final String ISSUER = "https://stand-in.cloudflareaccess.com";

    private final Loopback loopback = new Loopback();
    private final String base;
    private final AccessKeys keys;

    private AccessTeam(InstantSource clock) {
        base = "http://" + Loopback.ADDRESS + ":" + loopback.listen(0, this::answer);
        keys = new AccessKeys(ISSUER, clock);
    }

    public static AccessTeam start(InstantSource clock) {
        return new AccessTeam(clock);
    }

    /** The issuer as in the claim {@code iss}. */
    public String issuer() {
        return ISSUER;
    }

    /** The URL of the public keys: on this machine, and not below the issuer as with Cloudflare. */
    public URI certs() {
        return URI.create(base + CERTS);
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
