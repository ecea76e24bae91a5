package dev.portcullis.gate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Signs as Access does, with keys made for the run. */
public final class Team {
    public static final String ISSUER = "https://example.cloudflareaccess.com";
    public static final String AUDIENCE = "a".repeat(64);
    public static final String CLIENT_ID = "0123456789abcdef.access";

    /** The operators' application and their service token. */
    public static final String ADMIN_AUDIENCE = "d".repeat(64);

    public static final String OPERATORS_ID = "fedcba9876543210.access";

    public static final RSAKey FIRST = key("first");
    public static final RSAKey SECOND = key("second");

    private Team() {}

    /** Claims as Access issues them to a service token, valid from {@code now} for an hour. */
    public static JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject("")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .claim("type", "app")
                .claim("common_name", CLIENT_ID);
    }

    /** Claims as Access issues them to a program with the operators' service token. */
    public static JWTClaimsSet.Builder program(Instant now) {
        return claims(now).audience(List.of(ADMIN_AUDIENCE)).claim("common_name", OPERATORS_ID);
    }

    /** Claims as Access issues them to a person who signed in for the admin host name. */
    public static JWTClaimsSet.Builder person(Instant now, String email) {
        return claims(now)
                .audience(List.of(ADMIN_AUDIENCE))
                .subject("7335d417-61da-459d-899c-0a01c76a2f94")
                .claim("common_name", null)
                .claim("email", email)
                .claim("country", "DE");
    }

    public static String token(Instant now) {
        return sign(FIRST, claims(now));
    }

    public static String sign(RSAKey key, JWTClaimsSet.Builder claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key, claims);
    }

    public static String sign(JWSHeader header, RSAKey key, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The published key set. */
    public static String published(RSAKey... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
