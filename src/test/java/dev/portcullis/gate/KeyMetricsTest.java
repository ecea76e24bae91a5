package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.RateLimits;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures of keys and models. The model costs $1 a million tokens of prompt and $5 of answer. */
final class KeyMetricsTest {
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":3000,\"completion_tokens\":7,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":1000}}";
    private static final String ALL = "/admin/metrics";

    private final TestDatabase postgres = TestDatabase.fresh();
    private final LedgerConnections database = postgres.open();
    private final KeyText key = TestMoney.create(database, TestMoney.terms("nightly-build", Map.of(), RateLimits.NONE));
    private final TestGate gate;

    KeyMetricsTest() throws Exception {
        gate = TestGate.start(database);
    }

    @BeforeEach
    void answer() {
        gate.liteLlm.answer(call -> call.json("{" + USAGE + "}"));
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
        database.close();
        postgres.close();
    }

    @Test
    void a_call_counts_for_its_key_and_for_its_model() throws Exception {
        assertThat(post(gate, TestGate.CHAT, key.text())).isEqualTo(200);

        for (String who : List.of("key=\"nightly-build\"", "model=\"sage\"")) {
            String name = "portcullis_gate_" + who.substring(0, who.indexOf('='));
            assertThat(lines(gate))
                    .contains(
                            name + "_cost_usd_total{" + who + "} " + settled(),
                            name + "_calls_total{" + who + ",outcome=\"answered\"} 1.0",
                            name + "_call_seconds_count{" + who + "} 1",
                            name + "_first_byte_seconds_count{" + who + "} 1")
                    .contains(tokens(name, who, "input", 2000), tokens(name, who, "output", 7))
                    .contains(tokens(name, who, "cache_read", 1000), tokens(name, who, "cache_write", 0));
        }
    }

    @Test
    void a_refused_call_costs_nothing_and_is_told_apart_from_a_failed_one() throws Exception {
        assertThat(post(gate, TestGate.CHAT.replace("\"sage\"", "\"nobody\""), key.text()))
                .isEqualTo(404);
        gate.liteLlm.answer(call -> call.fail(400, "{}"));
        assertThat(post(gate, TestGate.CHAT, key.text())).isBetween(400, 599);

        assertThat(lines(gate))
                .contains(
                        "portcullis_gate_key_calls_total{key=\"nightly-build\",outcome=\"refused\"} 1.0",
                        "portcullis_gate_key_calls_total{key=\"nightly-build\",outcome=\"failed\"} 1.0",
                        "portcullis_gate_model_calls_total{model=\"sage\",outcome=\"failed\"} 1.0",
                        "portcullis_gate_key_cost_usd_total{key=\"nightly-build\"} 0.0")
                .noneMatch(line -> line.contains("first_byte_seconds_count{key"));
    }

    @Test
    void nothing_that_a_caller_sends_becomes_a_label() throws Exception {
        String wrong = key.text().substring(0, key.text().length() - 6) + "aaaaaa";
        post(gate, TestGate.CHAT, wrong);
        post(gate, TestGate.CHAT.replace("\"sage\"", "\"marker-of-a-model\""), key.text());
        post(gate, "{\"model\":\"a\\\"} 1\\nmarker-of-a-model\"}", key.text());

        assertThat(String.join("\n", lines(gate)))
                .doesNotContain("marker-of-a-model")
                .doesNotContain(key.text())
                .doesNotContain(key.id())
                .doesNotContain(wrong);
    }

    @Test
    void without_an_admin_key_there_are_totals_and_no_names() throws Exception {
        post(gate, TestGate.CHAT, key.text());
        gate.requestLines(1);

        assertThat(gate.admin("/metrics").body())
                .contains("portcullis_gate_requests_total{")
                .doesNotContain("nightly-build")
                .doesNotContain("\"sage\"");
        assertThat(gate.admin(ALL).statusCode()).isEqualTo(401);
    }

    @Test
    void two_gates_on_one_ledger_tell_their_own_calls() throws Exception {
        try (TestGate other = TestGate.start(database)) {
            other.liteLlm.answer(call -> call.json("{" + USAGE + "}"));
            post(gate, TestGate.CHAT, key.text());
            post(other, TestGate.CHAT, key.text());
            post(other, TestGate.CHAT, key.text());

            String calls = "portcullis_gate_key_calls_total{key=\"nightly-build\",outcome=\"answered\"} ";
            assertThat(lines(gate)).contains(calls + "1.0");
            assertThat(lines(other, 2)).contains(calls + "2.0");
        }
    }

    @Test
    void money_under_way_is_told_until_it_is_settled() throws Exception {
        BlockingQueue<Call> asked = new LinkedBlockingQueue<>();
        gate.liteLlm.answer(asked::add);
        CompletableFuture<HttpResponse<String>> answer = gate.sending(asking(gate, TestGate.CHAT, key.text()));
        Call call = Objects.requireNonNull(asked.poll(30, TimeUnit.SECONDS));

        String reserved = Double.toString(postgres.number("SELECT sum(amount) FROM reservation") / 1e6);
        assertThat(gate.admin("/metrics").body()).contains("portcullis_gate_reserved_usd " + reserved + "\n");

        call.json("{" + USAGE + "}");
        answer.join();
        gate.requestLines(1);
        gate.awaitSettled();
        assertThat(gate.admin("/metrics").body()).contains("portcullis_gate_reserved_usd 0.0\n");
    }

    private String settled() throws Exception {
        gate.awaitSettled();
        return Double.toString(postgres.number("SELECT sum(cost) FROM ledger") / 1e6);
    }

    private static String tokens(String name, String who, String kind, int count) {
        return name + "_tokens_total{" + (who.startsWith("key") ? who + ",kind=\"" + kind : "kind=\"" + kind) + "\""
                + (who.startsWith("key") ? "" : "," + who) + "} " + count + ".0";
    }

    private static List<String> lines(TestGate gate) throws Exception {
        return lines(gate, 1);
    }

    private static List<String> lines(TestGate gate, int requests) throws Exception {
        gate.requestLines(requests);
        HttpResponse<String> answer = gate.askAdmin("GET", ALL, "");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return answer.body().lines().toList();
    }

    private static int post(TestGate gate, String body, String key) throws Exception {
        return gate.send(asking(gate, body, key)).statusCode();
    }

    private static HttpRequest asking(TestGate gate, String body, String key) {
        return gate.request("/v1/chat/completions")
                .setHeader("x-portcullis-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
