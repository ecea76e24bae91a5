package dev.portcullis.gate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.TestGate;
import dev.portcullis.gate.TestLimits;
import dev.portcullis.gate.Wire;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are not streamed, and what becomes of them when nobody waits any more. */
final class WholeAnswerTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start(TestLimits.unstreamed(SHORT, Duration.ofSeconds(60)));
        gate.liteLlm.answer(call -> {});
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    @Test
    void one_that_does_not_begin_in_time_is_504_and_says_to_stream() {
        HttpResponse<String> response = gate.post("/v1/chat/completions", TestGate.CHAT);

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"An answer that is not streamed has to begin within 0 s."
                        + " Send \\\"stream\\\": true, or ask for a shorter answer\",\"type\":\"server_error\","
                        + "\"param\":null,\"code\":\"answer_too_slow\"}}");
    }

    @Test
    void one_that_nobody_waits_for_is_heard_to_its_end_and_counts_until_then() throws Exception {
        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT).statusCode())
                .isEqualTo(504);
        Call call = gate.liteLlm.next();

        assertThat(gate.gate.activity().inFlight()).isEqualTo(1);
        assertThat(call.gone()).isNotDone();
        call.response().putHeader("content-type", "application/json").setChunked(true);
        for (int i = 0; i < 64; i++) {
            call.response().write("x".repeat(64 * 1024));
        }
        call.response().end().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_caller_that_hangs_up_does_not_stop_it() throws Exception {
        gate.close();
        gate = TestGate.start();
        gate.liteLlm.answer(call -> {});
        try (Wire wire = gate.wire()) {
            wire.send("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\n"
                    + gate.credentials() + "content-length: " + TestGate.CHAT.length()
                    + "\r\n\r\n" + TestGate.CHAT);
            Call call = gate.liteLlm.next();
            wire.hangUp();
            assertThat(gate.gate.activity().inFlight()).isEqualTo(1);
            call.json("{\"usage\":{\"prompt_tokens\":1000000,\"completion_tokens\":2}}");
        }
        assertThat(gate.requestLines(1))
                .singleElement()
                .asString()
                .contains("\"status\":499", "\"hungUp\":true", "\"costUsd\":\"1.00001\",\"outcome\":\"settled\"");
    }

    @Test
    void one_that_runs_on_too_long_is_cut_off() throws Exception {
        gate.close();
        gate = TestGate.start(TestLimits.unstreamed(SHORT, SHORT));
        gate.liteLlm.answer(call -> {});
        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT).statusCode())
                .isEqualTo(504);

        gate.liteLlm.next().gone().get(20, TimeUnit.SECONDS);
    }

    @Test
    void one_that_breaks_off_is_never_taken_for_whole() throws Exception {
        gate.liteLlm.answer(call -> {
            call.response().putHeader("content-type", "application/json").setChunked(true);
            call.response().write("{\"half\":");
        });
        var answer = gate.sending(gate.posting("/v1/chat/completions", TestGate.CHAT));
        gate.liteLlm.next().response().reset();

        assertThat(answer.join().statusCode()).isBetween(502, 503);
        assertThat(answer.join().body()).contains("Try again").doesNotContain("half");
    }
}
