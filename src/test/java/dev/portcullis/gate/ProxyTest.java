package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests go on to LiteLLM and answers come back, when all goes well and when LiteLLM fails. */
final class ProxyTest {
    private static final String MESSAGES =
            "{\"model\":\"sage-latest\",\"max_tokens\":9,\"messages\":" + "[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private static final String SCRIBE = TestGate.CHAT.replace("\"sage\"", "\"scribe\"");

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
    void the_body_that_goes_on_is_the_gates_own() throws InterruptedException {
        HttpResponse<String> response = gate.post(
                "/v1/chat/completions?api-version=1&x=%2e%2e",
                "{\"model\":\"sage-latest\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                        + "\"model_id\":\"other\",\"fallbacks\":[\"far-away\"]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"id\":\"ok\"}");
        assertThat(response.headers().firstValue("x-portcullis-dropped")).contains("fallbacks, model_id");
        Call call = gate.liteLlm.next();
        assertThat(call.line()).isEqualTo("POST /v1/chat/completions");
        assertThat(call.body().toString())
                .isEqualTo(
                        "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":8192}");
    }

    @Test
    void of_the_callers_headers_only_two_go_on() throws InterruptedException {
        HttpRequest.Builder request = gate.request("/v1/messages")
                .header("authorization", "Bearer sk-caller")
                .header("x-api-key", "sk-caller")
                .header("cookie", "CF_Authorization=abc")
                .header("cf-access-client-secret", "secret")
                .header("cf-ray", "8f0-AMS")
                .header("x-litellm-tags", "x")
                .header("x-forwarded-for", "203.0.113.7")
                .header("traceparent", "00-1-2-03")
                .header("accept-encoding", "gzip")
                .header("anthropic-version", "2023-06-01")
                .header(
                        "anthropic-beta",
                        "interleaved-thinking-2025-05-14, mcp-client-2025-04-04,context-1m-2025-08-07")
                .header("anthropic-beta", "files-api-2025-04-14");
        HttpResponse<String> response = gate.send(
                request.POST(HttpRequest.BodyPublishers.ofString(MESSAGES)).build());

        Map<String, String> seen = new TreeMap<>();
        gate.liteLlm.next().headers().forEach(header -> seen.merge(header.getKey(), header.getValue(), String::concat));
        assertThat(seen)
                .containsOnlyKeys(
                        "accept",
                        "anthropic-beta",
                        "anthropic-version",
                        "authorization",
                        "content-length",
                        "content-type",
                        "host",
                        "user-agent")
                .containsEntry("accept", "application/json")
                .containsEntry("anthropic-beta", "context-1m-2025-08-07")
                .containsEntry("anthropic-version", "2023-06-01")
                .containsEntry("authorization", "Bearer " + TestGate.KEY)
                .containsEntry("content-type", "application/json")
                .containsEntry("user-agent", "portcullis-gate");
        assertThat(response.headers().firstValue("x-portcullis-dropped"))
                .contains("anthropic-beta:files-api-2025-04-14, anthropic-beta:interleaved-thinking-2025-05-14,"
                        + " anthropic-beta:mcp-client-2025-04-04");
    }

    @Test
    void of_litellms_headers_none_comes_back() {
        gate.liteLlm.answer(call -> {
            call.response()
                    .putHeader("server", "uvicorn")
                    .putHeader("x-litellm-response-cost", "0.1")
                    .putHeader("x-litellm-model-id", "abc")
                    .putHeader("set-cookie", "a=b")
                    .putHeader("llm_provider-x-amzn-requestid", "1")
                    .putHeader("access-control-allow-origin", "*");
            call.json("{}");
        });

        HttpResponse<String> response = gate.post("/v1/chat/completions", TestGate.CHAT);
        assertThat(response.headers().map())
                .isEqualTo(Map.of(
                        "cache-control", List.of("no-store"),
                        "x-portcullis-cost-usd", response.headers().allValues("x-portcullis-cost-usd"),
                        "content-length", List.of("2"),
                        "content-type", List.of("application/json"),
                        "request-id", response.headers().allValues("x-request-id"),
                        "vary", List.of("origin"),
                        "x-content-type-options", List.of("nosniff"),
                        "x-request-id", response.headers().allValues("request-id")));
    }

    @Test
    void pages_of_named_origins_may_read_answers_and_errors() {
        for (String path : List.of("/v1/models", "/v1/nothing")) {
            HttpResponse<String> named = gate.send(gate.request(path)
                    .header("origin", "https://chat.example.com")
                    .build());
            HttpResponse<String> other = gate.send(
                    gate.request(path).header("origin", "https://evil.example").build());

            assertThat(named.headers().firstValue("access-control-allow-origin"))
                    .contains("https://chat.example.com");
            assertThat(named.headers().firstValue("access-control-expose-headers"))
                    .hasValueSatisfying(names -> assertThat(names).contains("retry-after", "x-portcullis-dropped"));
            assertThat(other.headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @Test
    void a_throttled_model_is_asked_for_in_its_next_region_and_then_in_its_first() throws InterruptedException {
        gate.liteLlm.answer(call -> call.fail(429, "{}"));

        assertThat(gate.post("/v1/chat/completions", SCRIBE).statusCode()).isEqualTo(429);
        assertThat(gate.requestLines(1)).singleElement().asString().contains("\"model\":\"scribe\"");
        String first = gate.liteLlm.next().body().toString();
        assertThat(first).startsWith("{\"model\":\"scribe\",");
        assertThat(gate.liteLlm.next().body().toString())
                .isEqualTo(first.replace("\"model\":\"scribe\"", "\"model\":\"scribe@2\""));
        assertThat(gate.liteLlm.next().body().toString()).isEqualTo(first);
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @Test
    void what_the_next_region_refuses_is_not_told_in_place_of_the_throttle() {
        for (int refusal : new int[] {400, 401, 403, 404}) {
            gate.liteLlm.answer(call -> call.fail(call.body().toString().contains("scribe@2") ? refusal : 429, "{}"));

            assertThat(gate.post("/v1/chat/completions", SCRIBE).statusCode()).isEqualTo(429);
        }
    }

    @Test
    void an_inner_name_of_a_region_is_no_callers_to_give() {
        HttpResponse<String> refused = gate.post("/v1/chat/completions", SCRIBE.replace("scribe", "scribe@2"));

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("model: expected a model of this gateway, got 'scribe@2'");
        assertThat(gate.get("/v1/models").body()).contains("\"scribe\"").doesNotContain("@");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @Test
    void a_throttled_request_is_tried_again_once_and_twice_but_not_for_ever() throws InterruptedException {
        for (int failures : new int[] {1, 2}) {
            AtomicInteger left = new AtomicInteger(failures);
            gate.liteLlm.answer(call -> {
                if (left.getAndDecrement() > 0) {
                    call.fail(failures == 1 ? 429 : 503, "{}");
                } else {
                    call.json("{}");
                }
            });
            assertThat(gate.post("/v1/chat/completions", TestGate.CHAT).statusCode())
                    .isEqualTo(200);
            for (int i = 0; i <= failures; i++) {
                assertThat(gate.liteLlm.next().body().toString()).contains("\"model\":\"sage\"");
            }
        }
        gate.liteLlm.answer(call -> call.fail(429, "{\"error\":{\"message\":\"account 123456789012 throttled\"}}"));
        HttpResponse<String> refused = gate.post("/v1/chat/completions", TestGate.CHAT);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("10");
        assertThat(refused.body())
                .isEqualTo("{\"error\":{\"message\":\"Bedrock is throttling this model. Try again later\","
                        + "\"type\":\"rate_limit_error\",\"param\":null,\"code\":\"upstream_throttled\"}}");
        assertThat(gate.liteLlm.waiting()).isEqualTo(3);
        assertThat(gate.requestLines(3)).last().asString().contains("\"retries\":2");
    }

    @Test
    void a_connection_that_breaks_after_the_request_is_not_tried_again_and_is_paid_for() throws Exception {
        gate.liteLlm.answer(call -> call.response().reset());

        assertThat(gate.post("/v1/chat/completions", TestGate.CHAT).statusCode())
                .isEqualTo(503);
        gate.liteLlm.next();
        assertThat(gate.liteLlm.waiting()).isZero();
        assertThat(gate.requestLines(1)).singleElement().asString().contains("\"outcome\":\"estimated\"");
    }

    @Test
    void without_litellm_the_caller_is_told_to_come_back() {
        gate.liteLlm.close();
        HttpResponse<String> response = gate.post("/v1/messages", MESSAGES);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("5");
        assertThat(response.body())
                .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":"
                        + "\"The gateway cannot reach its model service. Try again in a moment\"},\"request_id\":");
    }

    @Test
    void a_mistake_of_the_callers_is_told_on_and_one_behind_the_gate_is_not() {
        Map<Integer, String> answers = new TreeMap<>();
        for (int status : new int[] {400, 404, 422, 401, 403, 500, 502, 504}) {
            gate.liteLlm.answer(call -> call.fail(
                    status, "{\"error\":{\"message\":\"litellm.Error: {\\\"message\\\":\\\"said behind\\\"}\"}}"));
            HttpResponse<String> response = gate.post("/v1/chat/completions", TestGate.CHAT);
            answers.put(
                    status, response.statusCode() + (response.body().contains("said behind") ? " told" : " not told"));
        }

        assertThat(answers)
                .isEqualTo(Map.of(
                        400, "400 told",
                        404, "404 told",
                        422, "422 told",
                        401, "502 not told",
                        403, "502 not told",
                        500, "502 not told",
                        502, "502 not told",
                        504, "504 not told"));
    }

    @Test
    void models_are_answered_from_the_catalogue_in_both_forms() {
        HttpRequest.Builder anthropic =
                gate.request("/v1/models/sage-latest").header("anthropic-version", "2023-06-01");

        assertThat(gate.get("/v1/models").body())
                .startsWith("{\"object\":\"list\",\"data\":[{\"id\":\"sage\",\"object\":\"model\",\"created\":0,"
                        + "\"owned_by\":\"anthropic\",\"display_name\":\"Sage\",\"portcullis\":{\"kind\":\"chat\",")
                .doesNotContain("far-away");
        assertThat(gate.send(anthropic.GET().build()).body())
                .startsWith("{\"type\":\"model\",\"id\":\"sage\",\"display_name\":\"Sage\","
                        + "\"created_at\":\"1970-01-01T00:00:00Z\",\"portcullis\":{\"kind\":\"chat\",\"can\":[")
                .contains("\"countsTokens\":\"exactly\",\"structuredOutput\":{\"messages\":\"native\",\"chat\":");
        assertThat(gate.get("/v1/models/far-away").body()).contains("\"code\":\"model_not_found\"");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @Test
    void a_caller_may_ask_what_its_key_may_do() {
        assertThat(gate.get("/v1/key").body())
                .isEqualTo(
                        "{\"name\":\"everything\",\"client\":\"laptop\",\"models\":[\"*\"],\"capabilities\":[\"*\"],"
                                + "\"timeZone\":\"UTC\",\"defaultMaxTokens\":8192,\"expiresAt\":null,\"budgets\":{},\"limits\":{}}");
    }

    @Test
    void the_log_has_one_line_a_request_without_body_query_or_secret() throws InterruptedException {
        gate.liteLlm.answer(call -> call.json("{\"choices\":[\"the answer\"]}"));
        gate.send(gate.request("/v1/chat/completions?key=sk-query")
                .header("cf-ray", "8f0a1b2c3d4e5f60-AMS")
                .header("authorization", "Bearer sk-caller")
                .POST(HttpRequest.BodyPublishers.ofString(TestGate.CHAT.replace("hi", "the question")))
                .build());

        assertThat(gate.requestLines(1))
                .singleElement()
                .asString()
                .matches(
                        "\\{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"request\",\"request\":\"req_[0-9a-f]{32}\",\"client\":\"laptop\",\"key\":\"[a-z0-9]{8}\","
                                + "\"model\":\"sage\",\"method\":\"POST\",\"path\":\"/v1/chat/completions\",\"status\":200,"
                                + "\"ms\":[0-9]+,\"cf-ray\":\"8f0a1b2c3d4e5f60-AMS\",\"bytesIn\":70,\"bytesOut\":[0-9]+,\"costUsd\":\"0.[0-9]+\",\"outcome\":\"estimated\",\"tokensIn\":0,\"tokensOut\":0\\}");
        assertThat(gate.wholeLog())
                .doesNotContain(
                        "the answer",
                        "the question",
                        "sk-query",
                        "sk-caller",
                        TestGate.KEY,
                        gate.token(),
                        TestMoney.key());
    }

    @Test
    void probes_and_metrics_are_on_the_admin_port_and_nowhere_else() throws InterruptedException {
        gate.post("/v1/chat/completions", TestGate.CHAT);
        gate.requestLines(1);

        assertThat(gate.admin("/healthz").body()).isEqualTo("ok\n");
        assertThat(gate.admin("/readyz").body())
                .isEqualTo("{\"accessKeys\":true,\"ledger\":true,\"litellm\":true,\"stopping\":false}\n");
        assertThat(gate.admin("/metrics").body())
                .contains("portcullis_gate_requests_total{route=\"/v1/chat/completions\",status=\"200\"} 1.0\n")
                .contains("portcullis_gate_settlements_total{outcome=\"estimated\"} 1.0\n")
                .contains("portcullis_gate_in_flight 0.0\n")
                .contains("portcullis_gate_body_bytes 0.0\n");
        assertThat(gate.admin("/v1/models").statusCode()).isEqualTo(404);
        assertThat(gate.admin("/admin/keys").statusCode()).isEqualTo(401);
        assertThat(gate.get("/healthz").statusCode()).isEqualTo(404);
        gate.liteLlm.close();
        assertThat(gate.admin("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void utf8_survives_both_ways() throws InterruptedException {
        gate.liteLlm.answer(call -> call.json("{\"id\":\"größer 🙂\"}"));
        String body = gate.post("/v1/chat/completions", TestGate.CHAT.replace("hi", "größer 🙂"))
                .body();

        assertThat(body).isEqualTo("{\"id\":\"größer 🙂\"}");
        assertThat(gate.liteLlm
                        .next()
                        .body()
                        .toJsonObject()
                        .getJsonArray("messages")
                        .getJsonObject(0)
                        .getString("content"))
                .isEqualTo("größer 🙂");
    }
}
