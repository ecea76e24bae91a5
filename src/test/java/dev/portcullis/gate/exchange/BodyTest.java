package dev.portcullis.gate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.TestGate;
import dev.portcullis.gate.TestLimits;
import dev.portcullis.gate.Wire;
import dev.portcullis.gate.config.Limits;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that are long, slow, broken off or too many. */
final class BodyTest {
    private static final int IMAGE_LIMIT = 1024 * 1024;
    private static final String IMAGE = "{\"model\":\"brush\",\"prompt\":\"\"}";

    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start();
    }

    private void restart(Limits limits) throws IOException {
        gate.close();
        gate = TestGate.start(limits);
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    @Test
    void one_byte_over_the_routes_limit_is_413_and_the_limit_itself_is_read() {
        HttpResponse<String> over = gate.post("/v1/images/generations", padded(IMAGE_LIMIT + 1));
        HttpResponse<String> full = gate.post("/v1/images/generations", padded(IMAGE_LIMIT));

        assertThat(over.statusCode()).isEqualTo(413);
        assertThat(over.body()).contains("body: expected at most 1048576 bytes, got 1048577");
        assertThat(full.statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_that_hides_its_length_is_cut_off_at_the_limit() {
        try (Wire wire = gate.wire()) {
            wire.send(head("/v1/images/generations", "transfer-encoding: chunked"));
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < IMAGE_LIMIT / 0x10000 + 1; i++) {
                wire.send(chunk);
            }
            assertThat(wire.status()).isEqualTo(413);
        }
    }

    @Test
    void a_body_on_a_route_without_one_is_413() {
        HttpRequest request = gate.request("/v1/models")
                .method("GET", HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(gate.send(request).statusCode()).isEqualTo(413);
    }

    @Test
    void a_long_body_goes_over_the_disk_and_leaves_nothing_there() throws Exception {
        String text = "ä".repeat(2 * 1024 * 1024);
        gate.liteLlm.answer(call -> {});
        var answer = gate.sending(gate.posting("/v1/chat/completions", TestGate.CHAT.replace("hi", text)));
        Call call = gate.liteLlm.next();

        assertThat(gate.spooledFiles()).as("kept for a retry").isEqualTo(1);
        call.json("{}");
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(call.body()
                        .toJsonObject()
                        .getJsonArray("messages")
                        .getJsonObject(0)
                        .getString("content"))
                .isEqualTo(text);
        gate.requestLines(1);
        assertThat(gate.spooledFiles()).isZero();
        assertThat(gate.admin("/metrics").body()).contains("portcullis_gate_body_bytes 0.0\n");
    }

    @Test
    void a_long_body_leaves_no_handle_of_its_file() throws Exception {
        gate.post("/v1/chat/completions", TestGate.CHAT.replace("hi", "a".repeat(2 * 1024 * 1024)));
        gate.requestLines(1);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (gate.openSpoolFiles() != 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        assertThat(gate.openSpoolFiles()).isZero();
    }

    @Test
    void a_long_body_is_sent_again_when_it_is_throttled() throws Exception {
        String text = "a".repeat(2 * 1024 * 1024);
        gate.liteLlm.answer(call -> {
            if (gate.liteLlm.waiting() < 2) {
                call.fail(429, "{}");
            } else {
                call.json("{}");
            }
        });

        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT.replace("hi", text))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gate.liteLlm.next().body()).isEqualTo(gate.liteLlm.next().body());
    }

    @Test
    void a_long_body_asks_for_the_next_region_without_being_read_again() throws Exception {
        String chat = TestGate.CHAT.replace("\"sage\"", "\"scribe\"").replace("hi", "a".repeat(2 * 1024 * 1024));
        gate.liteLlm.answer(call -> {
            if (gate.liteLlm.waiting() < 2) {
                call.fail(503, "{}");
            } else {
                call.json("{}");
            }
        });

        assertThat(gate.post("/v1/chat/completions", chat).statusCode()).isEqualTo(200);
        String first = gate.liteLlm.next().body().toString();
        assertThat(first).startsWith("{\"model\":\"scribe\",");
        assertThat(gate.liteLlm.next().body().toString()).isEqualTo(first.replace("\"scribe\"", "\"scribe@2\""));
    }

    @Test
    void a_long_body_that_is_refused_leaves_nothing_either() throws InterruptedException {
        HttpResponse<String> refused =
                gate.post("/v1/chat/completions", "{\"model\":\"" + "a".repeat(2 * 1024 * 1024) + "\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        gate.requestLines(1);
        assertThat(gate.spooledFiles()).isZero();
    }

    @Test
    void a_slow_body_is_given_up() throws Exception {
        restart(TestLimits.body(Duration.ofMillis(300)));
        try (Wire wire = gate.wire()) {
            wire.send(head("/v1/chat/completions", "content-length: 1000") + "{\"model\"");

            assertThat(wire.status()).isEqualTo(408);
        }
        assertThat(gate.requestLines(1)).singleElement().asString().contains("\"code\":\"body_too_slow\"");
    }

    @Test
    void a_body_that_is_broken_off_is_forgotten() throws Exception {
        try (Wire wire = gate.wire()) {
            wire.send(head("/v1/chat/completions", "content-length: 2000000") + "x".repeat(1_500_000));
        }

        assertThat(gate.requestLines(1)).singleElement().asString().contains("\"status\":499");
        assertThat(gate.liteLlm.waiting()).isZero();
        gate.awaitRest();
        assertThat(gate.spooledFiles()).isZero();
    }

    @Test
    void bodies_that_together_are_too_many_wait_outside() throws Exception {
        restart(TestLimits.bodies(1024, 20_000));
        gate.liteLlm.answer(call -> {});
        String half = TestGate.CHAT.replace("hi", "a".repeat(6_000));
        var first = gate.sending(gate.posting("/v1/chat/completions", half));
        Call call = gate.liteLlm.next();
        HttpResponse<String> second = gate.post("/v1/chat/completions", half);

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("retry-after")).contains("2");
        assertThat(second.body())
                .contains("The gateway has as many long requests as it can hold. Try again in a moment");
        call.json("{}");
        assertThat(first.get().statusCode()).isEqualTo(200);
        gate.liteLlm.answer(next -> next.json("{}"));
        assertThat(gate.post("/v1/chat/completions", half).statusCode()).isEqualTo(200);
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() {
        try (Wire wire = gate.wire()) {
            wire.send(
                    head("/v1/chat/completions", "expect: 100-continue\r\ncontent-length: " + TestGate.CHAT.length()));
            assertThat(wire.status()).isEqualTo(100);
            wire.line();
            wire.send(TestGate.CHAT);
            assertThat(wire.status()).isEqualTo(200);
        }
    }

    @Test
    void a_refusal_of_the_body_speaks_the_shape_of_the_route() {
        assertThat(gate.post("/v1/messages", "{").body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":");
        assertThat(gate.post("/v1/responses", "{").body()).startsWith("{\"error\":{\"message\":");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    private String head(String path, String more) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\n" + gate.credentials() + more
                + "\r\n\r\n";
    }

    private static String padded(int length) {
        int missing = length - IMAGE.getBytes(StandardCharsets.UTF_8).length;
        return IMAGE.substring(0, IMAGE.length() - 1) + " ".repeat(missing) + "}";
    }
}
