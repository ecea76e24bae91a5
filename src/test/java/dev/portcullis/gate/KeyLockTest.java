package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.KeyAdmin;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lock behind the service token: the virtual key, and what it may do. */
final class KeyLockTest {
    private static final String INVALID = "{\"error\":{\"message\":\"key: this virtual key"
            + " is not valid here. It may be mistyped, expired, revoked or another client's\",\"type\":\"authentication_error\",\"param\":null,\"code\":\"invalid_key\"}}";

    private final TestDatabase postgres = TestDatabase.fresh();
    private final LedgerConnections database = postgres.open();
    private TestGate gate;

    @BeforeEach
    void start() throws Exception {
        gate = TestGate.start(database);
    }

    @AfterEach
    void stop() throws Exception {
        gate.close();
        database.close();
        postgres.close();
    }

    private HttpRequest request(String header, String value) {
        HttpRequest.Builder request =
                gate.request("/v1/chat/completions").POST(HttpRequest.BodyPublishers.ofString(TestGate.CHAT));
        return (header.equals("x-portcullis-key")
                        ? request.setHeader(header, value)
                        : request.setHeader("x-portcullis-key", "unused").header(header, value))
                .build();
    }

    private KeyText key(KeyTerms terms) {
        return TestMoney.create(database, terms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-portcullis-key", "authorization", "x-api-key"})
    void a_key_may_come_in_the_header_that_the_client_has_for_it(String header) throws Exception {
        String key = key(TestMoney.terms("key", Map.of(), RateLimits.NONE)).text();

        assertThat(gate.send(request(header, header.equals("authorization") ? "Bearer " + key : key))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void without_one_the_caller_is_told_where_it_belongs() {
        HttpResponse<String> response =
                gate.send(HttpRequest.newBuilder(gate.request("/v1/key").build().uri())
                        .header("cf-access-jwt-assertion", gate.token())
                        .header("authorization", "Basic dXNlcjpwYXNz")
                        .build());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .contains("the request has no key in Authorization, x-api-key or x-portcullis-key. Send a virtual key");
    }

    @Test
    void ten_thousand_malformed_keys_are_refused_alike_and_never_logged() {
        Random random = new Random(7);
        TreeSet<String> answers = new TreeSet<>();
        Set<String> tried = new TreeSet<>();
        for (int batch = 0; batch < 100; batch++) {
            List<CompletableFuture<HttpResponse<String>>> calls = Stream.generate(() -> {
                        String text = "pk-" + noise(random);
                        tried.add(text);
                        return gate.sending(request("x-portcullis-key", text));
                    })
                    .limit(100)
                    .toList();
            calls.forEach(
                    call -> answers.add(call.join().statusCode() + call.join().body()));
        }

        assertThat(answers).containsExactly("401" + INVALID);
        assertThat(tried).hasSizeGreaterThan(9_000);
        assertThat(gate.wholeLog()).contains("\"code\":\"invalid_key\"").doesNotContain("pk-");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    /** From almost right to nothing like a key, of whatever a header can hold. */
    private static String noise(Random random) {
        int length = random.nextInt(4) == 0 ? 52 : random.nextInt(300);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (random.nextInt(3) == 0 ? 33 + random.nextInt(94) : 'a' + random.nextInt(26)));
        }
        return text.toString();
    }

    @Test
    void another_clients_key_is_refused_like_an_unknown_one_and_named_in_the_log() throws Exception {
        KeyText foreign = key(new KeyTerms(
                "foreign",
                new ClientName("ci"),
                List.of("*"),
                Set.of("*"),
                ZoneOffset.UTC,
                Map.of(),
                RateLimits.NONE,
                Optional.empty(),
                OptionalLong.empty()));
        HttpResponse<String> response = gate.send(request("x-portcullis-key", foreign.text()));

        assertThat(response.statusCode() + response.body()).isEqualTo("401" + INVALID);
        assertThat(gate.requestLines(1))
                .singleElement()
                .asString()
                .contains("\"key\":\"" + foreign.id() + "\"", "\"keyProblem\":\"foreign\"");
    }

    @Test
    void a_keys_default_bounds_an_answer_whose_caller_names_no_bound() throws Exception {
        String key = key(new KeyTerms(
                        "short",
                        new ClientName("laptop"),
                        List.of("*"),
                        Set.of("*"),
                        ZoneOffset.UTC,
                        Map.of(),
                        RateLimits.NONE,
                        Optional.empty(),
                        OptionalLong.of(100)))
                .text();
        HttpRequest own =
                gate.request("/v1/key").setHeader("x-portcullis-key", key).GET().build();
        gate.liteLlm.answer(call -> call.json("{}"));
        gate.send(request("x-portcullis-key", key));

        assertThat(gate.liteLlm.next().body().toString()).contains("\"max_tokens\":100}");
        assertThat(gate.send(own).body()).contains("\"defaultMaxTokens\":100,");
    }

    @Test
    void a_revoked_key_is_refused_with_the_very_next_request() throws Exception {
        KeyText key = key(TestMoney.terms("key", Map.of(), RateLimits.NONE));
        assertThat(gate.send(request("x-portcullis-key", key.text())).statusCode())
                .isEqualTo(200);
        new KeyAdmin(database, TestMoney.PEPPER).revoke(key.id(), "test", Instant.now());

        assertThat(gate.send(request("x-portcullis-key", key.text())).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_secret_that_was_rotated_away_is_refused_with_the_very_next_request() throws Exception {
        KeyText key = key(TestMoney.terms("key", Map.of(), RateLimits.NONE));
        gate.send(request("x-portcullis-key", key.text()));
        KeyText fresh = new KeyAdmin(database, TestMoney.PEPPER)
                .rotate(key.id(), Duration.ZERO, "test", gate.clock.instant())
                .orElseThrow();

        assertThat(gate.send(request("x-portcullis-key", key.text())).statusCode())
                .isEqualTo(401);
        assertThat(gate.send(request("x-portcullis-key", fresh.text())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_edit_is_in_force_with_the_very_next_request() throws Exception {
        KeyText key = key(TestMoney.terms("key", Map.of(), RateLimits.NONE));
        gate.send(request("x-portcullis-key", key.text()));
        new KeyAdmin(database, TestMoney.PEPPER)
                .edit(
                        key.id(),
                        old -> TestMoney.terms("key", Map.of(Period.DAY, Usd.ZERO), RateLimits.NONE),
                        "test",
                        "{}",
                        gate.clock.instant());

        assertThat(gate.send(request("x-portcullis-key", key.text())).statusCode())
                .isEqualTo(402);
    }

    @Test
    void models_and_capabilities_that_are_not_the_keys_are_refused_by_name() {
        String key = key(new KeyTerms(
                        "narrow",
                        TestMoney.LAPTOP,
                        List.of("scribe", "vec*"),
                        Set.of("chat"),
                        ZoneOffset.UTC,
                        Map.of(),
                        RateLimits.NONE,
                        Optional.empty(),
                        OptionalLong.empty()))
                .text();
        HttpRequest embeddings = gate.request("/v1/embeddings")
                .setHeader("x-portcullis-key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"vector\",\"input\":\"x\"}"))
                .build();
        HttpRequest models = gate.request("/v1/models")
                .setHeader("x-portcullis-key", key)
                .GET()
                .build();

        assertThat(gate.send(request("x-portcullis-key", key)).body())
                .contains(
                        "model: this key may not use 'sage'. It may use scribe, vec*",
                        "\"code\":\"model_not_allowed\"");
        assertThat(gate.send(embeddings).body()).contains("key: this key may not use 'embeddings'. It may use chat");
        assertThat(gate.send(models).body())
                .contains("\"scribe\"", "\"vector\"")
                .doesNotContain("\"sage\"");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"scribe\",\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"model\":\"sage\",\"messages\":",
                "\u00ff\u00fe{\"model\":\"sage\"}",
                "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}{}",
                "NESTED"
            })
    void a_body_that_cannot_be_trusted_moves_no_money(String body) throws Exception {
        String key = key(TestMoney.terms("key", Map.of(), RateLimits.NONE)).text();
        String text = body.equals("NESTED") ? "[".repeat(500_000) + "]".repeat(500_000) : body;
        HttpResponse<String> response = gate.send(gate.request("/v1/chat/completions")
                .setHeader("x-portcullis-key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.ISO_8859_1)))
                .build());
        gate.requestLines(1);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(postgres.number("SELECT (SELECT count(*) FROM ledger) + (SELECT count(*) FROM reservation)"))
                .isZero();
    }
}
