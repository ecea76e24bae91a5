package dev.portcullis.local.edge;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** The team's signing keys, and the tokens that Access signs with the newest of them. Keys live in memory only. */
final class AccessKeys {
    /** Access's default session. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    private static final int BITS = 2_048;

    private final String issuer;
    private final InstantSource clock;
    /** The newest first, then the one before, whose tokens are still good. */
    private List<RSAKey> keys = List.of();

    private int made;

    AccessKeys(String issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
        rotate();
    }

    /** Signs with a new key from now on; only one older key stays published, as with Access. */
    synchronized void rotate() {
        try {
            made++;
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID("standin-" + made)
                    .generate();
            List<RSAKey> newest = new ArrayList<>(List.of(key));
            keys.stream().limit(1).forEach(newest::add);
            keys = List.copyOf(newest);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    /** The assertion in {@code Cf-Access-Jwt-Assertion} for a request with a service token: a name but no person. */
    synchronized String sign(String clientId, String audience) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("type", "app")
                .audience(List.of(audience))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .issuer(issuer)
                .claim("common_name", clientId)
                .subject("")
                .build();
        RSAKey key = keys.get(0);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("an RSA key signs with RS256", e);
        }
    }

    /** The public halves, as JSON. */
    synchronized String jwks() {
        return new JWKSet(List.copyOf(keys)).toString(true);
    }
}
