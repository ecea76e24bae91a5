package dev.portcullis.gate.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.portcullis.gate.FakeClock;
import dev.portcullis.gate.FakeSource;
import dev.portcullis.gate.Team;
import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.settings.value.ClientName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AccessTokensTest {
    private final FakeClock clock = new FakeClock();
    private final SigningKeys keys =
            new SigningKeys(() -> CompletableFuture.completedStage(Team.published(Team.FIRST)), clock);
    private final AccessTokens tokens = new AccessTokens(
            new GateConfig.Access(Team.ISSUER, URI.create("http://127.0.0.1:1"), Set.of("b".repeat(64), Team.AUDIENCE)),
            Map.of(Team.CLIENT_ID, new ClientName("laptop")),
            keys,
            clock);

    @Test
    void a_good_token_names_its_client() {
        assertThat(client(Team.token(clock.instant()))).isEqualTo("laptop");
    }

    @Test
    void no_token_and_two_tokens_are_refused() {
        String message = "Cf-Access-Jwt-Assertion: expected one assertion, got %d."
                + " Send CF-Access-Client-Id and CF-Access-Client-Secret to the public host name";
        String good = Team.token(clock.instant());

        assertThat(refusal(List.of())).isEqualTo("401 access_token_missing " + message.formatted(0));
        assertThat(refusal(List.of(good, good))).isEqualTo("401 access_token_missing " + message.formatted(2));
    }

    static Stream<Arguments> badTokens() throws JOSEException {
        Instant now = new FakeClock().instant();
        return Stream.of(
                Arguments.of("has another issuer", with(claims -> claims.issuer("https://other.cloudflareaccess.com"))),
                Arguments.of("has another issuer", with(claims -> claims.issuer(Team.ISSUER + "/"))),
                Arguments.of("has another issuer", with(claims -> claims.issuer(null))),
                Arguments.of("has another audience", with(claims -> claims.audience("c".repeat(64)))),
                Arguments.of("has another audience", with(claims -> claims.audience(List.of()))),
                Arguments.of("has expired", with(claims -> claims.expirationTime(at(now, -60)))),
                Arguments.of("has expired", with(claims -> claims.expirationTime(null))),
                Arguments.of("is not valid yet", with(claims -> claims.notBeforeTime(at(now, 61)))),
                Arguments.of(
                        "names a client that this gateway does not know",
                        with(claims -> claims.claim("common_name", "fedcba.access"))),
                Arguments.of(
                        "names a client that this gateway does not know",
                        with(claims -> claims.claim("common_name", null))),
                Arguments.of(
                        "names a client that this gateway does not know",
                        with(claims -> claims.claim("common_name", List.of(Team.CLIENT_ID)))),
                Arguments.of(
                        "is signed with a key that is not in the team's JWKS",
                        Team.sign(Team.SECOND, Team.claims(now))),
                Arguments.of(
                        "has a wrong signature",
                        Team.sign(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("first")
                                        .build(),
                                Team.SECOND,
                                Team.claims(now))),
                Arguments.of("has a wrong signature", truncated(Team.token(now))),
                Arguments.of("has a wrong signature", tampered(Team.token(now))),
                Arguments.of(
                        "does not name its signing key (kid)",
                        Team.sign(new JWSHeader(JWSAlgorithm.RS256), Team.FIRST, Team.claims(now))),
                Arguments.of(
                        "is not signed with RS256",
                        Team.sign(
                                new JWSHeader.Builder(JWSAlgorithm.RS512)
                                        .keyID("first")
                                        .build(),
                                Team.FIRST,
                                Team.claims(now))),
                Arguments.of("is not signed with RS256", signedWithThePublicKeyAsSecret(now)),
                Arguments.of(
                        "is not a signed JWT", new PlainJWT(Team.claims(now).build()).serialize()),
                Arguments.of("is not a signed JWT", ""),
                Arguments.of("is not a signed JWT", "a.b.c"),
                Arguments.of("is not a signed JWT", raw("[".repeat(5_000), "{}")),
                Arguments.of("is not a signed JWT", raw("{\"alg\":256,\"kid\":\"first\"}", "{}")),
                Arguments.of("is not a signed JWT", raw("{\"alg\":\"RS256\",\"kid\":[]}", "{}")),
                Arguments.of("has a wrong signature", raw("{\"alg\":\"RS256\",\"kid\":\"first\"}", "[]")),
                Arguments.of(
                        "has a wrong signature",
                        raw("{\"alg\":\"RS256\",\"kid\":\"first\",\"crit\":[\"b64\"],\"b64\":false}", "{}")),
                Arguments.of("is not a signed JWT", Team.token(now).replaceFirst("\\.[^.]*$", "")),
                Arguments.of("is too long: 10240 characters", "x".repeat(10_240)));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_bad_token_is_refused(String reason, String token) {
        assertThat(refusal(List.of(token)))
                .isEqualTo("401 access_token_invalid Cf-Access-Jwt-Assertion: the assertion " + reason);
    }

    @Test
    void a_token_lives_a_minute_longer_at_both_ends() {
        Instant now = clock.instant();

        assertThat(client(with(claims -> claims.expirationTime(at(now, -59))))).isEqualTo("laptop");
        assertThat(client(with(claims -> claims.notBeforeTime(at(now, 60))))).isEqualTo("laptop");
    }

    @Test
    void without_any_keys_nobody_is_let_in() {
        SigningKeys none =
                new SigningKeys(() -> CompletableFuture.failedStage(new IllegalStateException("unreachable")), clock);
        AccessTokens closed = new AccessTokens(
                new GateConfig.Access(Team.ISSUER, URI.create("http://127.0.0.1:1"), Set.of(Team.AUDIENCE)),
                Map.of(Team.CLIENT_ID, new ClientName("laptop")),
                none,
                clock);

        assertThat(refusal(closed.client(List.of(Team.token(clock.instant())))))
                .isEqualTo(
                        "503 access_unavailable The gateway cannot fetch Access's signing keys (JWKS), so it lets nobody in");
    }

    @Test
    void keys_that_nobody_confirmed_for_a_day_are_not_believed() {
        CompletionStage<String> lost = CompletableFuture.failedStage(new IllegalStateException("unreachable"));
        FakeSource source = new FakeSource(Team.published(Team.FIRST));
        SigningKeys ageing = new SigningKeys(source, clock);
        ageing.refresh();
        source.answer(lost);

        clock.pass(Duration.ofHours(24));
        assertThat(ageing.known("first")).isPresent();
        clock.pass(Duration.ofSeconds(1));
        assertThat(ageing.known("first")).isEmpty();
        assertThat(ageing.available()).isFalse();
    }

    private String client(String token) {
        return tokens.client(List.of(token)).toCompletableFuture().join().value();
    }

    private String refusal(List<String> headers) {
        return refusal(tokens.client(headers));
    }

    private static String refusal(CompletionStage<ClientName> stage) {
        try {
            return "let in: " + stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            return e.getCause() instanceof Denied denied
                    ? denied.status() + " " + denied.code() + " " + denied.message()
                    : "failed: " + e.getCause();
        }
    }

    private static String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return Team.sign(Team.FIRST, change.apply(Team.claims(new FakeClock().instant())));
    }

    private static Date at(Instant now, long seconds) {
        return Date.from(now.plusSeconds(seconds));
    }

    private static String truncated(String token) {
        return token.substring(0, token.length() - 20);
    }

    private static String tampered(String token) {
        String[] parts = token.split("\\.", -1);
        String claims = Team.claims(new FakeClock().instant())
                .claim("common_name", "fedcba.access")
                .build()
                .toString();
        return parts[0] + "." + Base64URL.encode(claims) + "." + parts[2];
    }

    private static String raw(String header, String claims) {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims) + "." + Base64URL.encode("signature");
    }

    private static String signedWithThePublicKeyAsSecret(Instant now) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
                Team.claims(now).build());
        token.sign(new MACSigner(Team.FIRST.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }
}
