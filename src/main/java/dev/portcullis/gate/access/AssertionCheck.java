package dev.portcullis.gate.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.exchange.Denied;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Checks the assertion that Cloudflare Access signed: one, its signature, issuer, audience and times. The edge and the
 * tunnel have checked it before; this check does not depend on their configuration.
 */
final class AssertionCheck {
    /** Access's tokens for services have about 1 kB, a person's some more. */
    private static final int LONGEST = 8 * 1024;

    private static final Duration SKEW = Duration.ofSeconds(60);

    private final GateConfig.Access access;
    private final SigningKeys keys;
    private final Clock clock;

    AssertionCheck(GateConfig.Access access, SigningKeys keys, Clock clock) {
        this.access = access;
        this.keys = keys;
        this.clock = clock;
    }

    /** The one whom valid claims name. */
    interface Reading<T> {
        T of(JWTClaimsSet claims) throws Denied;
    }

    /**
     * The one whom the assertion names, or a failure with {@link Denied}. Completed at once unless the keys have to be fetched.
     *
     * @param headers all values of {@link AccessTokens#HEADER}: two tokens are as bad as none
     */
    <T> CompletionStage<T> check(List<String> headers, Reading<T> reading) {
        SignedJWT token;
        String kid;
        try {
            token = parse(headers);
            kid = kid(token);
        } catch (Denied e) {
            return CompletableFuture.failedStage(e);
        }
        Optional<RSAPublicKey> key = keys.known(kid);
        return key.isPresent()
                ? checked(token, key, reading)
                : keys.refresh().thenCompose(done -> checked(token, keys.known(kid), reading));
    }

    static Denied invalid(String what) {
        return new Denied(401, "access_token_invalid", "Cf-Access-Jwt-Assertion: the assertion " + what);
    }

    private <T> CompletionStage<T> checked(SignedJWT token, Optional<RSAPublicKey> key, Reading<T> reading) {
        try {
            if (!keys.available()) {
                throw new Denied(
                                503,
                                "access_unavailable",
                                "The gateway cannot fetch Access's signing keys (JWKS), so it lets nobody in")
                        .retryAfter(Duration.ofSeconds(10));
            }
            RSAPublicKey known = key.orElseThrow(() -> invalid("is signed with a key that is not in the team's JWKS"));
            requireSignature(token, known);
            JWTClaimsSet claims = claims(token);
            requireValid(claims);
            return CompletableFuture.completedStage(reading.of(claims));
        } catch (Denied e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static SignedJWT parse(List<String> headers) throws Denied {
        if (headers.size() != 1) {
            throw new Denied(
                    401,
                    "access_token_missing",
                    "Cf-Access-Jwt-Assertion: expected one assertion, got " + headers.size()
                            + ". Send CF-Access-Client-Id and CF-Access-Client-Secret to the public host name");
        }
        String text = headers.get(0);
        if (text.length() > LONGEST) {
            throw invalid("is too long: " + text.length() + " characters");
        }
        try {
            return SignedJWT.parse(text);
        } catch (ParseException e) {
            throw invalid("is not a signed JWT");
        }
    }

    private static String kid(SignedJWT token) throws Denied {
        if (!JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
            throw invalid("is not signed with RS256");
        }
        String kid = token.getHeader().getKeyID();
        if (kid == null) {
            throw invalid("does not name its signing key (kid)");
        }
        return kid;
    }

    private static void requireSignature(SignedJWT token, RSAPublicKey key) throws Denied {
        try {
            if (!token.verify(new RSASSAVerifier(key))) {
                throw invalid("has a wrong signature");
            }
        } catch (JOSEException e) {
            throw invalid("has a signature that cannot be checked");
        }
    }

    private static JWTClaimsSet claims(SignedJWT token) throws Denied {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw invalid("has no claims");
        }
    }

    private void requireValid(JWTClaimsSet claims) throws Denied {
        Instant now = clock.instant();
        if (!access.issuer().equals(claims.getIssuer())) {
            throw invalid("has another issuer");
        }
        if (Collections.disjoint(access.audiences(), claims.getAudience())) {
            throw invalid("has another audience");
        }
        if (claims.getExpirationTime() == null
                || !now.isBefore(claims.getExpirationTime().toInstant().plus(SKEW))) {
            throw invalid("has expired");
        }
        if (claims.getNotBeforeTime() != null
                && now.isBefore(claims.getNotBeforeTime().toInstant().minus(SKEW))) {
            throw invalid("is not valid yet");
        }
    }
}
