package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.money.Reservations;
import dev.portcullis.settings.value.Usd;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share one ledger, and what is left of it when they are killed. */
final class ManyGatesTest {
    /** Is estimated at 2,000 tokens more than its bytes, and costs 3,035 millionths. */
    private static final String CHAT = TestGate.CHAT.replace("{\"model\"", "{\"max_tokens\":1000,\"model\"");

    private static final String ANSWER = "{\"usage\":{\"prompt_tokens\":3000,\"completion_tokens\":7}}";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final StubKeyServer keyServer = new StubKeyServer(vertx, Team.published(Team.FIRST));
    private final StubLiteLlm liteLlm = new StubLiteLlm(vertx);
    private final TestDatabase postgres = TestDatabase.fresh();
    private final LedgerConnections database = postgres.open();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        database.close();
        postgres.close();
        TestGate.await(vertx.close());
    }

    @Test
    void two_hundred_callers_at_once_never_spend_more_than_the_budget() throws Exception {
        liteLlm.answer(call -> vertx.setTimer(20, passed -> call.json(ANSWER)));
        KeyText key = TestMoney.create(
                database, TestMoney.terms("key", Map.of(Period.TOTAL, Usd.ofDollars(1)), RateLimits.NONE));
        Map<Integer, Integer> answers = new TreeMap<>();
        try (GateProcess one = start("one");
                GateProcess other = start("other")) {
            for (int round = 0; round < 4; round++) {
                List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
                for (int caller = 0; caller < 200; caller++) {
                    GateProcess gate = caller % 2 == 0 ? one : other;
                    calls.add(client.sendAsync(request(gate, key, CHAT), BodyHandlers.ofString()));
                }
                for (CompletableFuture<HttpResponse<String>> call : calls) {
                    answers.merge(call.join().statusCode(), 1, Integer::sum);
                }
            }
        }

        long settled = postgres.number("SELECT sum(cost) FROM ledger");
        assertThat(answers.keySet()).contains(200).isSubsetOf(200, 402, 429);
        assertThat(settled).isEqualTo(answers.getOrDefault(200, 0) * 3_035L).isLessThanOrEqualTo(1_000_000);
        // The last of them was refused because of its estimate, and not of what it would have cost.
        assertThat(settled).isGreaterThan(1_000_000 - 8_000 - 3_035);
        assertThat(liteLlm.waiting()).as("asked").isEqualTo(answers.getOrDefault(200, 0));
        assertThat(counters()).isEqualTo("settled " + settled + " reserved 0");
    }

    @Test
    void the_gateways_cap_holds_over_all_keys_and_gates() throws Exception {
        liteLlm.answer(call -> vertx.setTimer(20, passed -> call.json(ANSWER)));
        List<KeyText> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.add(TestMoney.create(database, TestMoney.terms("key " + i, Map.of(), RateLimits.NONE)));
        }
        Map<Integer, Integer> answers = new TreeMap<>();
        try (GateProcess one = start("one", "0.1");
                GateProcess other = start("other", "0.1")) {
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int caller = 0; caller < 200; caller++) {
                GateProcess gate = caller % 2 == 0 ? one : other;
                calls.add(client.sendAsync(request(gate, keys.get(caller % 20), CHAT), BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                answers.merge(call.join().statusCode(), 1, Integer::sum);
            }
        }

        assertThat(answers.keySet()).contains(200).isSubsetOf(200, 402, 429);
        assertThat(postgres.number("SELECT sum(cost) FROM ledger"))
                .isEqualTo(answers.getOrDefault(200, 0) * 3_035L)
                .isLessThanOrEqualTo(100_000);
        assertThat(postgres.number("SELECT max(settled + reserved) FROM gateway_spend"))
                .isLessThanOrEqualTo(100_000);
    }

    @Test
    void a_gate_that_is_killed_in_the_middle_of_a_stream_has_it_charged_once() throws Exception {
        liteLlm.answer(call -> call.stream("data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n"));
        KeyText key = TestMoney.create(database, TestMoney.terms("key", Map.of(), RateLimits.NONE));
        GateProcess killed = start("one");
        HttpResponse<InputStream> stream = client.send(
                request(killed, key, CHAT.replace("{\"max", "{\"stream\":true,\"max")), BodyHandlers.ofInputStream());
        assertThat(stream.body().read()).isEqualTo('d');
        killed.kill();
        long amount = postgres.number("SELECT amount FROM reservation");

        try (GateProcess restarted = start("one")) {
            assertThat(postgres.number("SELECT count(*) FROM ledger"))
                    .as("before its lease is over")
                    .isZero();
            Reservations sweeper = new Reservations(database, TestMoney.CAPS);
            Instant later = Instant.now().plus(Reservations.LEASE).plusSeconds(1);
            assertThat(sweeper.sweep(later) + sweeper.sweep(later)).isEqualTo(1);
            assertThat(client.send(request(restarted, key, "{}"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(postgres.text("SELECT string_agg(outcome || ' ' || cost, ',') FROM ledger"))
                .isEqualTo("expired " + amount);
        assertThat(counters()).isEqualTo("settled " + amount + " reserved 0");
    }

    private String counters() {
        return postgres.text(
                "SELECT 'settled ' || settled || ' reserved ' || reserved FROM key_spend" + " WHERE period = 'total'");
    }

    private GateProcess start(String name) throws IOException, InterruptedException {
        return start(name, "1000000");
    }

    private GateProcess start(String name, String capDay) throws IOException, InterruptedException {
        return GateProcess.start(
                folder.resolve(name), new GateProcess.Place(keyServer, liteLlm, postgres.config(), capDay));
    }

    private static HttpRequest request(GateProcess gate, KeyText key, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.port() + "/v1/chat/completions"))
                .timeout(Duration.ofSeconds(60))
                .header("cf-access-jwt-assertion", Team.token(Instant.now()))
                .header("x-portcullis-key", key.text())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
