package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strangers learn nothing from answers and times, and put no secret into the log; even free requests have a bound. */
final class QuietTest {
    private static final String COUNT = "/v1/messages/count_tokens";

    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start();
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    @Test
    void a_key_in_the_path_or_a_fields_name_and_a_made_up_ray_are_not_logged() throws InterruptedException {
        gate.get("/v1/models/" + TestMoney.key());
        gate.send(gate.request("/v1/chat/completions")
                .header("cf-ray", "made up " + TestMoney.key())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        TestGate.CHAT.replace("{\"model\"", "{\"" + TestMoney.key() + "\":1,\"model\"")))
                .build());
        gate.send(gate.request("/v1/models")
                .header("cf-ray", "230b030023ae2822-SJC")
                .GET()
                .build());

        assertThat(gate.requestLines(3).get(2)).contains("\"cf-ray\":\"230b030023ae2822-SJC\"");
        assertThat(gate.wholeLog())
                .contains("\"path\":\"/v1/models/***\"")
                .doesNotContain(TestMoney.key().substring(12));
    }

    @Test
    void a_key_that_does_not_exist_is_refused_no_sooner_than_one_that_does() {
        String wrong = TestMoney.key().substring(0, 12) + "A".repeat(43);
        for (String key : new String[] {wrong, "pk-00000000-" + "A".repeat(43)}) {
            long start = System.nanoTime();
            try (Wire wire = gate.wire()
                    .send("GET /v1/models HTTP/1.1\r\nHost: x\r\ncf-access-jwt-assertion: " + gate.token()
                            + "\r\nx-portcullis-key: " + key + "\r\n\r\n")) {
                assertThat(wire.status()).isEqualTo(401);
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void counting_is_for_keys_with_money_and_four_at_a_time() throws Exception {
        var poor = TestMoney.create(
                TestMoney.database(), TestMoney.terms("poor counter", Map.of(Period.TOTAL, Usd.ZERO), RateLimits.NONE));
        String count = "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        try (Wire wire = gate.wire()
                .send("POST " + COUNT
                        + " HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\ncf-access-jwt-assertion: "
                        + gate.token() + "\r\nx-portcullis-key: " + poor.text() + "\r\ncontent-length: "
                        + count.length()
                        + "\r\n\r\n" + count)) {
            assertThat(wire.status()).isEqualTo(402);
        }
        gate.liteLlm.answer(call -> {});
        List<CompletableFuture<HttpResponse<String>>> four = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            four.add(gate.sending(gate.posting(COUNT, count)));
            calls.add(gate.liteLlm.next());
        }

        assertThat(gate.post(COUNT, count).statusCode()).isEqualTo(429);
        calls.forEach(call -> call.json("{\"input_tokens\":1}"));
        for (CompletableFuture<HttpResponse<String>> one : four) {
            assertThat(one.get().statusCode()).isEqualTo(200);
        }
    }
}
