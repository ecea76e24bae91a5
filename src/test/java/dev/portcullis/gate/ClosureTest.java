package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.closure.Closure;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.RateLimits;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kill switch, on a real gate and a ledger of its own. */
final class ClosureTest {
    private static final String STREAM = TestGate.CHAT_STREAM.replace("{\"stream\"", "{\"max_tokens\":9,\"stream\"");
    private static final String MESSAGE =
            "The operators of this gateway closed it at %s. No call is answered until they open it";

    private final TestDatabase postgres = TestDatabase.fresh();
    private final LedgerConnections database = postgres.open();
    private final KeyText key = TestMoney.create(database, TestMoney.terms("key", Map.of(), RateLimits.NONE));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/chat/completions      | {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":"gateway_closed"}}
            POST | /v1/responses             | {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":"gateway_closed"}}
            POST | /v1/embeddings            | {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":"gateway_closed"}}
            POST | /v1/images/generations    | {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":"gateway_closed"}}
            GET  | /v1/models                | {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":"gateway_closed"}}
            GET  | /v1/key                   | {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":"gateway_closed"}}
            POST | /v1/messages              | {"type":"error","error":{"type":"permission_error","message":"%s"}
            POST | /v1/messages/count_tokens | {"type":"error","error":{"type":"permission_error","message":"%s"}
            """)
    void every_call_is_refused_in_the_form_of_its_api(String method, String path, String body) throws Exception {
        close();

        HttpResponse<String> refused = gate.send(gate.request(path)
                .setHeader("x-portcullis-key", key.text())
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : TestGate.CHAT))
                .build());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).startsWith(body.formatted(MESSAGE.formatted(gate.clock.instant())));
        assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @Test
    void a_caller_without_a_token_of_access_does_not_learn_that_it_is_closed() throws Exception {
        close();

        assertThat(gate.send(gate.request("/v1/models")
                                .setHeader("cf-access-jwt-assertion", "x")
                                .build())
                        .body())
                .contains("access_token_invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | data: {"choices":[{"index":0,"delta":{"content":"a"}}]} | data: {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":"gateway_closed"}}
            /v1/messages         | event: message_start%ndata: {"type":"message_start","message":{"usage":{"input_tokens":3,"output_tokens":1}}} | event: error%ndata: {"type":"error","error":{"type":"permission_error","message":"%s"}
            """)
    void a_stream_under_way_is_cut_off_with_an_error_of_its_api(String path, String event, String last)
            throws Exception {
        gate.liteLlm.answer(call -> call.stream(event.replace("%n", "\n") + "\n\n"));
        HttpResponse<InputStream> stream = gate.open(withKey(path, STREAM));
        StubLiteLlm.Call call = gate.liteLlm.next();

        close();

        assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains(last.replace("%n", "\n").formatted(MESSAGE.formatted(gate.clock.instant())));
        call.gone().get(20, TimeUnit.SECONDS);
        gate.awaitRest();
        gate.awaitSettled();
        assertThat(postgres.number("SELECT count(*) FROM ledger WHERE outcome = 'estimated' AND cost > 0"))
                .isEqualTo(1);
        assertThat(postgres.number("SELECT count(*) FROM reservation")).isZero();
    }

    @Test
    void a_call_that_waits_for_a_whole_answer_is_refused_at_once_and_still_paid_for() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = gate.sending(withKey("/v1/chat/completions", TestGate.CHAT));
        gate.liteLlm.answer(held -> {});
        StubLiteLlm.Call call = gate.liteLlm.next();

        close();

        assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
        call.json("{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":7}}");
        gate.awaitRest();
        gate.awaitSettled();
        assertThat(postgres.number("SELECT count(*) FROM ledger WHERE outcome = 'settled' AND output = 7"))
                .isEqualTo(1);
    }

    @Test
    void a_gate_that_starts_reads_from_the_ledger_that_it_is_closed() throws Exception {
        close();
        gate.close();

        gate = TestGate.start(database);

        assertThat(gate.send(withKey("/v1/chat/completions", TestGate.CHAT)).body())
                .contains("gateway_closed");
        assertThat(gate.admin("/readyz").statusCode()).isEqualTo(200);
        assertThat(gate.admin("/metrics").body()).contains("portcullis_gate_closed 1.0");
    }

    @Test
    void a_gate_is_closed_by_another_one_with_the_same_ledger() throws Exception {
        new Closure(database).close("boss", "leak", "{}", gate.clock.instant());

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (gate.send(withKey("/v1/chat/completions", TestGate.CHAT)).statusCode() != 403) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void reopening_tells_what_was_refused_and_lets_calls_through() throws Exception {
        close();
        gate.send(withKey("/v1/chat/completions", TestGate.CHAT));
        gate.send(withKey("/v1/chat/completions", TestGate.CHAT));

        String over = admin("DELETE", "");

        assertThat(over)
                .isEqualTo("{\"closed\":false,\"since\":\"" + gate.clock.instant()
                        + "\",\"by\":\"first\",\"reason\":\"leak\",\"refused\":2,\"cutOff\":0,\"spent\":\"0\"}\n");
        assertThat(gate.send(withKey("/v1/chat/completions", TestGate.CHAT)).statusCode())
                .isEqualTo(200);
        assertThat(admin("GET", ""))
                .isEqualTo("{\"closed\":false,\"since\":null,\"by\":null,\"reason\":null,\"refused\":0,"
                        + "\"cutOff\":0,\"spent\":\"0\"}\n");
        assertThat(postgres.number("SELECT count(*) FROM audit WHERE act IN ('gateway.close', 'gateway.reopen')"))
                .isEqualTo(2);
    }

    @Test
    void closing_twice_keeps_the_first_time_and_writes_one_act() throws Exception {
        String first = close();

        assertThat(close()).isEqualTo(first);
        assertThat(postgres.number("SELECT count(*) FROM audit WHERE act = 'gateway.close'"))
                .isEqualTo(1);
    }

    private HttpRequest withKey(String path, String body) {
        return gate.request(path)
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String close() {
        return admin("POST", "{\"reason\":\"leak\"}");
    }

    private String admin(String method, String body) {
        return gate.askAdmin(method, "/admin/closure", body).body();
    }
}
