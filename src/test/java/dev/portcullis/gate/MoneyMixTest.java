package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.settings.value.Usd;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two hundred callers at once on one key, with whatever is hard to price, a third of them gone before the end. */
final class MoneyMixTest {
    private static final int CALLERS = 200;
    private static final int ROUNDS = Integer.getInteger("money.rounds", 2);
    private static final long CAP = 1_000_000L * ROUNDS / 2;

    @Test
    void what_is_booked_is_never_above_the_budget_nor_below_what_is_billed() throws Exception {
        TestDatabase postgres = TestDatabase.fresh();
        LedgerConnections database = postgres.open();
        KeyText key =
                TestMoney.create(database, TestMoney.terms("key", Map.of(Period.TOTAL, new Usd(CAP)), RateLimits.NONE));
        MoneyMix mix = new MoneyMix();
        Random random = new Random(20261127);
        Map<String, Integer> answers = new TreeMap<>();
        try (TestGate gate = TestGate.start(database)) {
            gate.liteLlm.answer(call -> mix.answer(call, gate.liteLlm));
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    CompletableFuture<HttpResponse<String>> call = gate.sending(request(gate, key, random));
                    calls.add(call);
                    if (random.nextInt(3) == 0) {
                        CompletableFuture.delayedExecutor(100 + random.nextInt(600), TimeUnit.MILLISECONDS)
                                .execute(() -> call.cancel(true));
                    }
                }
                calls.forEach(call -> answers.merge(outcome(call), 1, Integer::sum));
            }
            gate.awaitRest();
            gate.awaitSettled();
        }

        long booked = postgres.number("SELECT sum(cost) FROM ledger");
        System.out.printf(
                "money: %d callers, %s; booked %d, billed %d, budget %d millionths%n",
                CALLERS * ROUNDS, answers, booked, mix.billed(), CAP);
        assertThat(answers.keySet()).contains("200", "left").isSubsetOf("200", "402", "429", "left");
        assertThat(booked).isBetween(mix.billed(), CAP);
        assertThat(postgres.number("SELECT count(*) FROM reservation")).isZero();
        assertThat(postgres.number("SELECT sum(reserved) FROM key_spend")).isZero();
        assertThat(postgres.number("SELECT settled FROM key_spend WHERE period = 'total'"))
                .isEqualTo(booked);
        database.close();
        postgres.close();
    }

    private static HttpRequest request(TestGate gate, KeyText key, Random random) {
        MoneyMix.Prompt prompt = MoneyMix.prompt(random);
        return gate.request(prompt.path())
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(prompt.body()))
                .build();
    }

    private static String outcome(CompletableFuture<HttpResponse<String>> call) {
        try {
            return Integer.toString(call.join().statusCode());
        } catch (CancellationException | CompletionException e) {
            return "left";
        }
    }
}
