package dev.portcullis.gate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.TestGate;
import dev.portcullis.gate.TestLimits;
import dev.portcullis.gate.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of server-sent events: silence, errors after the 200, callers that go, and many at once. */
final class StreamingTest {
    private static final String EVENT = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String MESSAGES_STREAM = "{\"model\":\"sage\",\"stream\":true,\"max_tokens\":9,\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private static final int MEBIBYTES = 48;

    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start();
    }

    private void restart(Limits limits) throws IOException {
        gate.close();
        gate = TestGate.start(limits);
    }

    /** Comments after 100 ms of silence. */
    private void restartImpatient() throws IOException {
        restart(TestLimits.silence(Duration.ofMillis(100)));
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    @Test
    void events_arrive_one_by_one_and_unchanged() throws Exception {
        gate.liteLlm.answer(call -> call.stream(EVENT));
        HttpResponse<InputStream> response = gate.open(gate.posting("/v1/chat/completions", TestGate.CHAT_STREAM));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        try (BufferedReader lines = lines(response)) {
            assertThat(lines.readLine() + "\n\n").isEqualTo(EVENT);
            Call call = gate.liteLlm.next();
            assertThat(call.headers().get("accept")).isEqualTo("text/event-stream");
            call.response().end(DONE);
            assertThat(rest(lines)).isEqualTo("\n" + DONE);
        }
    }

    @Test
    void usage_that_nobody_asked_for_is_taken_out_however_it_is_cut() {
        String all = EVENT + USAGE + EVENT.replace("\n", "\r\n") + DONE;
        for (int cut : new int[] {1, 50, 57, 58, 59, 60, 100}) {
            gate.liteLlm.answer(call -> {
                call.stream(all.substring(0, cut));
                call.response().end(all.substring(cut));
            });

            assertThat(gate.post("/v1/chat/completions", TestGate.CHAT_STREAM).body())
                    .as("cut at %d", cut)
                    .isEqualTo(EVENT + EVENT.replace("\n", "\r\n") + DONE);
        }
    }

    @Test
    void usage_that_was_asked_for_stays() {
        gate.liteLlm.answer(call -> {
            call.stream(EVENT, USAGE);
            call.response().end(DONE);
        });
        String asking = TestGate.CHAT_STREAM.replace(
                "\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        assertThat(gate.post("/v1/chat/completions", asking).body()).isEqualTo(EVENT + USAGE + DONE);
    }

    @Test
    void a_silent_model_gets_a_200_and_comments_until_it_speaks() throws Exception {
        restartImpatient();
        gate.liteLlm.answer(call -> {});
        HttpResponse<InputStream> response = gate.open(gate.posting("/v1/chat/completions", TestGate.CHAT_STREAM));

        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader lines = lines(response)) {
            for (int i = 0; i < 3; i++) {
                assertThat(lines.readLine()).isEqualTo(": keep-alive");
                assertThat(lines.readLine()).isEmpty();
            }
            Call call = gate.liteLlm.next();
            call.stream(EVENT);
            call.response().end(DONE);
            assertThat(rest(lines).replace(": keep-alive\n\n", "")).isEqualTo(EVENT + DONE);
        }
    }

    @Test
    void a_comment_is_never_put_into_an_event() throws Exception {
        restartImpatient();
        gate.liteLlm.answer(call -> call.stream("event: message_start\nda"));
        HttpResponse<InputStream> response = gate.open(gate.posting("/v1/messages", MESSAGES_STREAM));
        CompletableFuture<Void> later = new CompletableFuture<>();
        gate.liteLlm.vertx().setTimer(350, passed -> later.complete(null));
        try (BufferedReader lines = lines(response)) {
            assertThat(lines.readLine()).isEqualTo(": keep-alive");
            assertThat(lines.readLine()).isEmpty();
            later.get(20, TimeUnit.SECONDS);
            gate.liteLlm.next().response().end("ta: {}\n\n");
            assertThat(rest(lines).replace(": keep-alive\n\n", "")).isEqualTo("event: message_start\ndata: {}\n\n");
        }
    }

    @Test
    void an_error_after_the_early_200_is_an_event_in_the_shape_called() throws Exception {
        restartImpatient();
        gate.liteLlm.answer(call -> {});
        HttpResponse<InputStream> chat = gate.open(gate.posting("/v1/chat/completions", TestGate.CHAT_STREAM));
        HttpResponse<InputStream> messages = gate.open(gate.posting("/v1/messages", MESSAGES_STREAM));
        for (int i = 0; i < 2; i++) {
            gate.liteLlm
                    .next()
                    .fail(400, "{\"error\":{\"message\":\"litellm.Error: {\\\"message\\\":\\\"too long\\\"}\"}}");
        }

        assertThat(body(chat).replace(": keep-alive\n\n", ""))
                .isEqualTo("data: {\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\","
                        + "\"param\":null,\"code\":\"upstream_refused\"}}\n\n");
        assertThat(body(messages).replace(": keep-alive\n\n", ""))
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                        + "\"message\":\"too long\"},\"request_id\":\"" + id(messages) + "\"}\n\n");
        assertThat(gate.requestLines(2)).allMatch(line -> line.contains("\"code\":\"upstream_refused\""));
    }

    @Test
    void a_stream_that_litellm_breaks_off_ends_with_an_error_event() throws Exception {
        gate.liteLlm.answer(call -> call.stream("event: ping\ndata: {}\n\nevent: half"));
        HttpResponse<InputStream> response = gate.open(gate.posting("/v1/messages", MESSAGES_STREAM));
        gate.liteLlm.next().response().reset();

        assertThat(body(response))
                .isEqualTo("event: ping\ndata: {}\n\nevent: error\ndata: {\"type\":\"error\","
                        + "\"error\":{\"type\":\"api_error\",\"message\":"
                        + "\"The model service broke the answer off. Try again\"},\"request_id\":\"" + id(response)
                        + "\"}\n\n");
        gate.liteLlm.answer(call -> call.json("{}"));
        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT).statusCode())
                .as("the gate lives")
                .isEqualTo(200);
    }

    @Test
    void a_stream_that_stays_silent_is_given_up() throws IOException {
        restart(TestLimits.upstreamSilence(Duration.ofMillis(300)));
        gate.liteLlm.answer(call -> {});
        HttpResponse<String> response = gate.post("/v1/chat/completions", TestGate.CHAT_STREAM);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .endsWith("data: {\"error\":{\"message\":\"The model service fell silent. Try again\","
                        + "\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_timeout\"}}\n\n");
    }

    @Test
    void an_answer_that_is_no_stream_is_an_error() {

        HttpResponse<String> response = gate.post("/v1/chat/completions", TestGate.CHAT_STREAM);
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("The model service did not stream its answer");
    }

    @Test
    void a_caller_that_goes_stops_the_model() throws Exception {
        gate.liteLlm.answer(call -> call.stream(EVENT));
        HttpResponse<InputStream> response = gate.open(gate.posting("/v1/chat/completions", TestGate.CHAT_STREAM));
        Call call = gate.liteLlm.next();
        response.body().close();

        call.gone().get(20, TimeUnit.SECONDS);
        assertThat(gate.requestLines(1)).singleElement().asString().contains("\"hungUp\":true");
        gate.awaitRest();
    }

    @Test
    void a_caller_that_does_not_read_slows_the_model_down_and_loses_nothing() throws Exception {
        CompletableFuture<Boolean> stalled = new CompletableFuture<>();
        gate.liteLlm.answer(call -> {
            call.stream();
            writeOn(call, stalled, MEBIBYTES * 16);
        });
        try (Wire wire = gate.wire()) {
            wire.send("POST /v1/messages HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\n"
                    + gate.credentials() + "content-length: " + MESSAGES_STREAM.length()
                    + "\r\nconnection: close\r\n\r\n" + MESSAGES_STREAM);

            assertThat(stalled.get(30, TimeUnit.SECONDS))
                    .as("the gate stopped reading from LiteLLM before it had taken %d MiB", MEBIBYTES)
                    .isTrue();
            assertThat(wire.rest().chars().filter(one -> one == '~').count()).isEqualTo(MEBIBYTES * 1024L * 1024);
        }
    }

    @Test
    void five_hundred_streams_are_open_at_once() throws Exception {
        gate.liteLlm.answer(call -> call.stream(EVENT));
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(gate.sending(gate.posting("/v1/chat/completions", TestGate.CHAT_STREAM)));
        }
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            calls.add(gate.liteLlm.next());
        }
        assertThat(gate.gate.activity().inFlight()).isEqualTo(500);
        calls.forEach(call -> call.response().end(DONE));

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo(EVENT + DONE);
        }
    }

    /** Pieces of 64 KiB, one after the other; stalled when one of them does not leave within two seconds. */
    private static String id(HttpResponse<?> response) {
        return response.headers().firstValue("request-id").orElse("none");
    }

    private void writeOn(Call call, CompletableFuture<Boolean> stalled, int pieces) {
        if (pieces == 0) {
            stalled.complete(false);
            call.response().end();
            return;
        }
        long timer = gate.liteLlm.vertx().setTimer(2_000, passed -> stalled.complete(true));
        call.response().write("data: " + "~".repeat(64 * 1024) + "\n\n").onSuccess(sent -> {
            gate.liteLlm.vertx().cancelTimer(timer);
            writeOn(call, stalled, pieces - 1);
        });
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String rest(BufferedReader lines) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (int next = lines.read(); next >= 0; next = lines.read()) {
            rest.append((char) next);
        }
        return rest.toString();
    }

    private static String body(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
