package dev.portcullis.gate.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.TestGate;
import dev.portcullis.gate.TestLimits;
import dev.portcullis.gate.TestMoney;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every way that a call can end, and what it then costs. The model costs $1 a million tokens of prompt and $5 of
 * answer, and no answer is longer than 64,000 tokens.
 */
final class MoneyTest {
    private static final String CHAT = TestGate.CHAT.replace("{\"model\"", "{\"max_tokens\":100,\"model\"");
    private static final String CHAT_STREAM = CHAT.replace("{\"max", "{\"stream\":true,\"max");
    private static final String THINKING_STREAM =
            CHAT_STREAM.replace("{\"stream\"", "{\"thinking\":{\"type\":\"adaptive\"},\"stream\"");
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":3000,\"completion_tokens\":7}";
    /** 500 tokens of the answer's bound, 2,000 that vendors may add, and the pieces of the body that goes on. */
    private static final long MOST = 500 + 2_000 + 36;

    private final TestDatabase postgres = TestDatabase.fresh();
    private final LedgerConnections database = postgres.open();
    private KeyText key = TestMoney.create(database, TestMoney.terms("key", Map.of(), RateLimits.NONE));
    private TestGate gate = gate();

    private TestGate gate() {
        try {
            return TestGate.start(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void answer() {
        gate.liteLlm.answer(call -> call.json("{" + USAGE + "}"));
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
        assertThat(postgres.number("SELECT count(*) FROM reservation"))
                .as("left open")
                .isZero();
        database.close();
        postgres.close();
    }

    @Test
    void an_answer_costs_what_it_reports_it_used() throws Exception {
        assertThat(post(CHAT).statusCode()).isEqualTo(200);

        assertThat(ended()).isEqualTo("settled " + (3_000 + 35));
        assertThat(postgres.number("SELECT reserved FROM ledger")).isEqualTo(MOST);
        assertThat(postgres.number("SELECT input * 100 + output FROM ledger")).isEqualTo(300_007);
    }

    @Test
    void a_stream_costs_what_its_last_event_reports() throws Exception {
        gate.liteLlm.answer(call -> {
            call.stream("data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n");
            call.response().end("data: {\"choices\":[]," + USAGE + "}\n\ndata: [DONE]\n\n");
        });
        assertThat(post(CHAT_STREAM).body())
                .isEqualTo("data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\ndata: [DONE]\n\n");

        assertThat(ended()).isEqualTo("settled 3035");
    }

    @Test
    void an_answer_without_usage_costs_what_was_set_aside() throws Exception {
        gate.liteLlm.answer(call -> call.json("{}"));
        post(CHAT);

        assertThat(ended()).isEqualTo("estimated " + MOST);
    }

    @Test
    void a_usage_that_no_model_has_costs_what_was_set_aside() throws Exception {
        for (String usage : new String[] {
            USAGE.replace("3000", "-3000"), USAGE.replace("3000", "1000001"), USAGE.replace("7}", "64001}")
        }) {
            gate.liteLlm.answer(call -> call.json("{" + usage + "}"));
            post(CHAT);
            assertThat(ended()).as(usage).isEqualTo("estimated " + MOST);
        }
    }

    @Test
    void an_error_before_any_output_costs_nothing() throws Exception {
        gate.liteLlm.answer(call -> call.fail(400, "{}"));
        post(CHAT);

        assertThat(ended()).isEqualTo("released 0");
    }

    @Test
    void a_throttle_that_does_not_end_costs_nothing() throws Exception {
        gate.liteLlm.answer(call -> call.fail(429, "{}"));
        post(CHAT_STREAM);

        assertThat(ended()).isEqualTo("released 0");
    }

    @Test
    void somebody_behind_the_gate_who_stopped_waiting_does_not_make_it_free() throws Exception {
        gate.liteLlm.answer(call -> call.fail(504, "{}"));
        post(CHAT);

        assertThat(ended()).isEqualTo("estimated " + MOST);
    }

    @Test
    void a_stream_whose_caller_hangs_up_costs_the_prompt_and_what_was_written() throws Exception {
        gate.liteLlm.answer(call -> call.stream("data: {\"choices\":[{\"delta\":{\"content\":\"0123456789\"}}]}\n\n"));
        HttpResponse<InputStream> answer = gate.open(request(CHAT_STREAM));
        Call call = gate.liteLlm.next();
        answer.body().read();
        answer.body().close();
        call.gone().get(20, TimeUnit.SECONDS);

        long prompt = postgresReserved() - 500;
        assertThat(ended()).isEqualTo("estimated " + (prompt + 50));
    }

    @Test
    void a_model_that_thinks_is_listened_to_when_its_caller_has_gone() throws Exception {
        gate.liteLlm.answer(call -> call.stream("data: {\"choices\":[{\"delta\":{\"content\":\"0\"}}]}\n\n"));
        HttpResponse<InputStream> answer = gate.open(request(THINKING_STREAM));
        Call call = gate.liteLlm.next();
        answer.body().read();
        answer.body().close();
        // By its answer the gate has seen the connection close.
        gate.get("/v1/models");
        call.response().write("data: {\"choices\":[{\"delta\":{\"content\":\"1\"}}]}\n\n");
        call.response().end("data: {\"choices\":[]," + USAGE + "}\n\ndata: [DONE]\n\n");

        assertThat(ended()).isEqualTo("settled 3035");
    }

    @Test
    void a_model_that_thinks_on_for_long_after_its_caller_has_gone_costs_what_was_set_aside() throws Exception {
        gate.close();
        gate = TestGate.start(database, TestLimits.unseenStream(Duration.ofMillis(50)));
        gate.liteLlm.answer(call -> call.stream("data: {\"choices\":[{\"delta\":{\"content\":\"0\"}}]}\n\n"));
        HttpResponse<InputStream> answer = gate.open(request(THINKING_STREAM));
        Call call = gate.liteLlm.next();
        answer.body().read();
        answer.body().close();
        call.gone().get(20, TimeUnit.SECONDS);

        long reserved = postgresReserved();
        assertThat(ended()).isEqualTo("estimated " + reserved);
    }

    @Test
    void a_model_that_thinks_and_breaks_off_costs_what_was_set_aside() throws Exception {
        gate.liteLlm.answer(call -> {
            call.stream("data: {\"choices\":[{\"delta\":{\"content\":\"0\"}}]}\n\n");
            call.response().reset();
        });
        assertThat(post(THINKING_STREAM).body()).contains("broke");

        long reserved = postgresReserved();
        assertThat(ended()).isEqualTo("estimated " + reserved);
    }

    @Test
    void a_stream_that_has_shown_nothing_yet_costs_what_was_set_aside() throws Exception {
        gate.close();
        gate = TestGate.start(database, TestLimits.silence(Duration.ofMillis(50)));
        gate.liteLlm.answer(call -> {});
        HttpResponse<InputStream> answer = gate.open(request(CHAT_STREAM));
        Call call = gate.liteLlm.next();
        answer.body().close();
        call.gone().get(20, TimeUnit.SECONDS);

        long reserved = postgresReserved();
        assertThat(ended()).isEqualTo("estimated " + reserved);
    }

    @Test
    void an_anthropic_stream_that_breaks_off_costs_the_prompt_that_it_reported() throws Exception {
        gate.liteLlm.answer(call -> {
            call.stream(
                    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":11,"
                            + "\"output_tokens\":1}}}\n\n",
                    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":"
                            + "\"text_delta\",\"text\":\"0123456789\"}}\n\n");
        });
        HttpResponse<InputStream> answer = gate.open(gate.request("/v1/messages")
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(CHAT_STREAM))
                .build());
        gate.liteLlm.next().response().reset();
        answer.body().readAllBytes();

        assertThat(ended()).isEqualTo("estimated " + (11 + 50));
    }

    @Test
    void counting_is_free() throws Exception {
        gate.liteLlm.answer(call -> call.json("{\"input_tokens\":11}"));
        gate.send(gate.request("/v1/messages/count_tokens")
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(TestGate.CHAT))
                .build());

        assertThat(ended()).isEqualTo("settled 0");
    }

    @Test
    void a_picture_costs_its_price() throws Exception {
        gate.liteLlm.answer(call -> call.json("{\"created\":1,\"data\":[{\"b64_json\":\"AAAA\"}]}"));
        gate.send(gate.request("/v1/images/generations")
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"brush\",\"prompt\":\"a cat\"}"))
                .build());

        assertThat(ended()).isEqualTo("settled 40000");
    }

    @Test
    void over_budget_says_which_budget_how_it_stands_and_when_it_begins_anew() throws Exception {
        key = TestMoney.create(database, TestMoney.terms("small", Map.of(Period.DAY, new Usd(4_000)), RateLimits.NONE));
        post(CHAT);
        ended();
        HttpResponse<String> refused = post(CHAT);

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"budget: this call may cost up to $0.002536, and there is no room for"
                                + " it in the key's budget: $0.004 a day, of which $0.003035 is spent and $0 is reserved for"
                                + " calls under way. It resets at 2026-11-22T00:00:00Z. A smaller max_tokens or a shorter"
                                + " prompt needs less\",\"type\":\"invalid_request_error\",\"param\":null,"
                                + "\"code\":\"insufficient_quota\"}}");
        assertThat(gate.liteLlm.waiting()).as("asked").isEqualTo(1);
    }

    @Test
    void what_postgresql_refuses_is_over_at_once_and_not_asked_again() {
        postgres.change("ALTER TABLE reservation ADD CONSTRAINT none CHECK (amount < 0)");
        HttpResponse<String> refused = post(CHAT);

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("\"code\":\"internal_error\"");
        assertThat(gate.admin("/metrics").body()).contains("portcullis_gate_late_settlements 0.0\n");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @Test
    void a_settlement_that_postgresql_refuses_is_left_to_its_lease() {
        postgres.change("ALTER TABLE ledger ADD CONSTRAINT none CHECK (cost < 0)");
        assertThat(post(CHAT).statusCode()).isEqualTo(200);
        gate.awaitRest();
        gate.awaitSettled();

        assertThat(gate.admin("/metrics").body()).contains("portcullis_gate_late_settlements 0.0\n");
        assertThat(postgres.number("SELECT count(*) FROM reservation")).isEqualTo(1);
        postgres.change("DELETE FROM reservation");
    }

    @Test
    void texts_to_embed_are_as_many_requests_as_bedrock_gets() throws Exception {
        RateLimits limits = new RateLimits(OptionalLong.of(5), OptionalLong.empty(), OptionalLong.empty());
        key = TestMoney.create(database, TestMoney.terms("slow", Map.of(), limits));
        gate.liteLlm.answer(call -> call.json("{\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}"));

        HttpResponse<String> three = embed("[\"a\",\"b\",\"c\"]");
        ended();
        assertThat(three.headers().map()).containsEntry("x-ratelimit-remaining-requests", List.of("2"));
        HttpResponse<String> threeMore = embed("[\"a\",\"b\",\"c\"]");
        assertThat(threeMore.statusCode()).isEqualTo(429);
        assertThat(threeMore.body()).contains("limited to 5 requests a minute; 3 are used, and this call needs 3 more");
        HttpResponse<String> six = embed("[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]");
        assertThat(six.statusCode()).isEqualTo(413);
        assertThat(six.body())
                .contains("input: 6 texts are 6 requests to this model, and this key is limited to 5 a minute");
        assertThat(embed("\"one\"").statusCode()).isEqualTo(200);
        ended();
        assertThat(gate.liteLlm.waiting()).as("asked").isEqualTo(2);
    }

    private HttpResponse<String> embed(String input) throws Exception {
        return gate.send(gate.request("/v1/embeddings")
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"vector\",\"input\":" + input + "}"))
                .build());
    }

    @Test
    void a_rate_limit_is_told_in_the_headers_of_the_api_and_then_refused() throws Exception {
        RateLimits limits = new RateLimits(OptionalLong.of(1), OptionalLong.of(5_000), OptionalLong.empty());
        key = TestMoney.create(database, TestMoney.terms("slow", Map.of(), limits));
        HttpResponse<String> first = post(CHAT);
        ended();
        HttpResponse<String> second = gate.send(gate.request("/v1/messages")
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(CHAT))
                .build());

        assertThat(first.headers().map())
                .containsEntry("x-ratelimit-limit-requests", List.of("1"))
                .containsEntry("x-ratelimit-remaining-requests", List.of("0"))
                .containsEntry("x-ratelimit-reset-requests", List.of("60s"))
                .containsEntry("x-ratelimit-limit-tokens", List.of("5000"));
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().map())
                .containsEntry("retry-after", List.of("60"))
                .containsEntry("anthropic-ratelimit-requests-limit", List.of("1"))
                .containsEntry("anthropic-ratelimit-requests-remaining", List.of("0"))
                .containsEntry("anthropic-ratelimit-requests-reset", List.of("2026-11-21T12:01:00Z"))
                .containsEntry("anthropic-ratelimit-tokens-remaining", List.of("1993"));
        assertThat(second.body()).contains("rate_limit_error", "limited to 1 requests a minute");
    }

    @Test
    void money_that_is_only_set_aside_is_worth_waiting_for() throws Exception {
        key = TestMoney.create(
                database, TestMoney.terms("lent", Map.of(Period.DAY, Usd.ofDollars("0.004")), RateLimits.NONE));
        gate.liteLlm.answer(call -> {});
        var first = gate.sending(request(CHAT));
        Call call = gate.liteLlm.next();
        HttpResponse<String> waiting = post(CHAT);
        call.json("{" + USAGE.replace("3000", "1") + "}");
        first.join();
        ended();
        gate.liteLlm.answer(next -> next.json("{" + USAGE + "}"));

        assertThat(waiting.statusCode()).isEqualTo(429);
        assertThat(waiting.headers().firstValue("retry-after")).contains("15");
        assertThat(waiting.body())
                .contains("\"code\":\"budget_reserved\"", "\"type\":\"rate_limit_error\"")
                .contains("is spent and $0.00", "is reserved for calls under way");
        assertThat(post(CHAT).statusCode()).isEqualTo(200);
    }

    @Test
    void a_budget_that_is_spent_is_named_before_one_that_is_only_reserved() throws Exception {
        key = TestMoney.create(
                database,
                TestMoney.terms(
                        "both",
                        Map.of(Period.DAY, Usd.ofDollars("0.005"), Period.MONTH, Usd.ofDollars("0.006")),
                        RateLimits.NONE));
        post(CHAT);
        ended();
        gate.liteLlm.answer(call -> {});
        HttpResponse<String> spent = post(CHAT);

        assertThat(spent.statusCode()).isEqualTo(402);
        assertThat(spent.body()).contains("$0.005 a day");
    }

    private HttpRequest request(String body) {
        return gate.request("/v1/chat/completions")
                .setHeader("x-portcullis-key", key.text())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> post(String body) {
        return gate.send(request(body));
    }

    private long postgresReserved() {
        gate.awaitRest();
        gate.awaitSettled();
        return postgres.number("SELECT reserved FROM ledger ORDER BY settled_at DESC, ctid DESC LIMIT 1");
    }

    /** How the last call ended and at how many millionths. */
    private String ended() {
        gate.awaitRest();
        gate.awaitSettled();
        return postgres.text("SELECT outcome || ' ' || cost FROM ledger ORDER BY settled_at DESC, ctid DESC LIMIT 1");
    }
}
