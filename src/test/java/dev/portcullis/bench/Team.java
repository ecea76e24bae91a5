package dev.portcullis.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.local.loopback.Loopback;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Signs what Access would, so that a gate can be asked without an edge before it. */
final class Team implements AutoCloseable {
    private static final String ISSUER = "https://bench.cloudflareaccess.com";
    private static final String AUDIENCE = "a".repeat(64);
    private static final String CLIENT_ID = "0123456789abcdef.access";
    private static final int KEY_BITS = 2048;
    private static final long HOUR = 3_600;

    private final Loopback loopback = new Loopback();
    private final RSAKey key;
    private final int port;

    Team() throws JOSEException {
        key = new RSAKeyGenerator(KEY_BITS).keyID("bench").generate();
        String published = new JWKSet(key).toString(true);
        port = loopback.listen(0, request -> request.response().end(published));
    }

    PackedGate.Access access() {
        return new PackedGate.Access(
                ISSUER, URI.create("http://" + Loopback.ADDRESS + ":" + port + "/certs"), AUDIENCE, CLIENT_ID);
    }

    /** The headers of a good caller, behind the edge. */
    Map<String, String> credentials(KeyText virtualKey) throws JOSEException {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject("")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(HOUR)))
                .claim("type", "app")
                .claim("common_name", CLIENT_ID)
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return Map.of("cf-access-jwt-assertion", token.serialize(), "x-portcullis-key", virtualKey.text());
    }

    @Override
    public void close() {
        loopback.close();
    }
}
