package dev.portcullis.gate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.TestGate;
import dev.portcullis.gate.TestLimits;
import dev.portcullis.gate.TestMoney;
import dev.portcullis.gate.Wire;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody can take the room of all bodies, and who may send no call may send no body. */
final class BodyShareTest {
    private static final int ALL = 2_000_000;

    private TestGate gate;
    private final List<Wire> wires = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start(TestLimits.bodies(1024, ALL));
    }

    @AfterEach
    void stop() throws IOException {
        wires.forEach(Wire::close);
        gate.close();
    }

    @Test
    void unfinished_bodies_of_one_key_leave_room_for_the_others() {
        KeyText greedy = key("greedy", Map.of(), RateLimits.NONE);
        for (int i = 0; i < 4; i++) {
            begin(greedy, 1_000_000).send("x".repeat(ALL / 8));
        }
        awaitBodies("1000000.0");
        begin(greedy, 1_000_000).send("x".repeat(ALL / 8));

        assertThat(wires.get(4).status()).isEqualTo(503);
        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_key_without_money_is_refused_before_its_body_is_read() {
        KeyText poor = key("poor", Map.of(Period.TOTAL, Usd.ZERO), RateLimits.NONE);
        begin(poor, 1_000_000);

        assertThat(wires.get(0).status()).isEqualTo(402);
        assertThat(wires.get(0).rest()).contains("budget: this key's budget of $0 in total is spent");
    }

    @Test
    void a_key_that_may_ask_once_at_a_time_may_send_one_body_at_a_time() {
        KeyText single =
                key("single", Map.of(), new RateLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(1)));
        begin(single, 1000).send("x".repeat(900));
        awaitBody();
        begin(single, 1000);

        assertThat(wires.get(1).status()).isEqualTo(429);
    }

    @Test
    void a_minute_that_is_used_up_is_asked_before_the_body() {
        KeyText one =
                key("one", Map.of(), new RateLimits(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty()));
        try (Wire wire = gate.wire()) {
            wire.send(head(one, TestGate.CHAT.length()) + TestGate.CHAT);
            assertThat(wire.status()).isEqualTo(200);
        }
        begin(one, 1_000_000);

        assertThat(wires.get(0).status()).isEqualTo(429);
        assertThat(wires.get(0).rest()).contains("1 are used");
    }

    private void awaitBody() {
        while (gate.admin("/metrics").body().contains("portcullis_gate_body_bytes 0.0\n")) {
            Thread.onSpinWait();
        }
    }

    private void awaitBodies(String bytes) {
        while (!gate.admin("/metrics").body().contains("portcullis_gate_body_bytes " + bytes + "\n")) {
            Thread.onSpinWait();
        }
    }

    private static KeyText key(String name, Map<Period, Usd> budgets, RateLimits limits) {
        return TestMoney.create(TestMoney.database(), TestMoney.terms(name, budgets, limits));
    }

    /** The head of a request whose body does not come. */
    private Wire begin(KeyText key, int length) {
        Wire wire = gate.wire().send(head(key, length));
        wires.add(wire);
        return wire;
    }

    private String head(KeyText key, int length) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\n"
                + "cf-access-jwt-assertion: " + gate.token() + "\r\nx-portcullis-key: " + key.text()
                + "\r\ncontent-length: " + length + "\r\n\r\n";
    }
}
