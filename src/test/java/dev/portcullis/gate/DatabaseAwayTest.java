package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.RestartableServer;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.RateLimits;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL stops and comes back. */
final class DatabaseAwayTest {
    private static final String ANSWER = "{\"usage\":{\"prompt_tokens\":3000,\"completion_tokens\":7}}";

    @TempDir
    private Path folder;

    private RestartableServer postgres;
    private LedgerConnections database;
    private KeyText key;
    private TestGate gate;

    @BeforeEach
    void start() throws Exception {
        postgres = RestartableServer.start(folder.resolve("data"));
        database = LedgerConnections.of(postgres.config());
        database.migrate();
        key = TestMoney.create(database, TestMoney.terms("key", Map.of(), RateLimits.NONE));
        gate = TestGate.start(database);
        gate.liteLlm.answer(call -> call.json(ANSWER));
    }

    @AfterEach
    void stop() throws Exception {
        gate.close();
        database.close();
        postgres.close();
    }

    @Test
    void nothing_is_forwarded_without_the_ledger_and_callers_are_told_to_come_back() throws Exception {
        postgres.stop();
        HttpResponse<String> refused = gate.send(request());

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).contains("2");
        assertThat(refused.body()).contains("\"code\":\"ledger_unavailable\"");
        assertThat(gate.liteLlm.waiting()).isZero();
        postgres.start();
        assertThat(answerOnceItIsBack()).isEqualTo(200);
    }

    @Test
    void what_was_under_way_is_settled_when_it_is_back() throws Exception {
        gate.liteLlm.answer(call -> {});
        CompletableFuture<HttpResponse<String>> answer = gate.sending(request());
        Call call = gate.liteLlm.next();
        postgres.stop();
        call.json(ANSWER);
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        postgres.start();
        gate.awaitRest();
        gate.awaitSettled();

        assertThat(postgres.text("SELECT string_agg(outcome || ' ' || cost, ',') FROM ledger"))
                .isEqualTo("settled 3035");
    }

    @Test
    void under_load_every_call_that_was_forwarded_is_charged_exactly_once() throws Exception {
        gate.liteLlm.answer(call -> gate.liteLlm.vertx().setTimer(30, passed -> call.json(ANSWER)));
        Map<Integer, Integer> answers = new TreeMap<>();
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            calls.add(gate.sending(request()));
            if (i == 150) {
                calls.get(20).get(20, TimeUnit.SECONDS);
                postgres.stop();
            }
        }
        for (CompletableFuture<HttpResponse<String>> call : calls) {
            answers.merge(call.get(60, TimeUnit.SECONDS).statusCode(), 1, Integer::sum);
        }
        postgres.start();
        gate.awaitRest();
        gate.awaitSettled();

        assertThat(answers.keySet()).containsExactly(200, 503);
        assertThat(gate.liteLlm.waiting()).isEqualTo(answers.getOrDefault(200, 0));
        assertThat(postgres.text("SELECT count(*) || ' ' || sum(cost) FROM ledger WHERE outcome = 'settled'"))
                .isEqualTo(answers.getOrDefault(200, 0) + " " + answers.getOrDefault(200, 0) * 3_035L);
        assertThat(postgres.text("SELECT settled FROM key_spend WHERE period = 'total'"))
                .isEqualTo(Long.toString(answers.getOrDefault(200, 0) * 3_035L));
    }

    private int answerOnceItIsBack() {
        int status = gate.send(request()).statusCode();
        for (int i = 0; i < 100 && status == 503; i++) {
            status = gate.send(request()).statusCode();
        }
        return status;
    }

    private HttpRequest request() {
        return gate.request("/v1/chat/completions")
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(
                        TestGate.CHAT.replace("{\"model\"", "{\"max_tokens\":100,\"model\"")))
                .build();
    }
}
