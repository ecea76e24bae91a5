package dev.portcullis.infra.wake;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Worker in Cloudflare's own runtime, in front of a host that needs a few seconds. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class WorkerIT {
    private static final Duration BOOT = Duration.ofSeconds(4);
    private static final String CHAT = "{\"model\":\"nova-pro\",\"messages\":[]}";
    private static final String STREAM = "{\"model\":\"nova-pro\",\"messages\":[],\"stream\":true}";

    private static final String JSON = "application/json";
    private static final String STARTING = ": the gateway is starting\n\n";
    private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    private static final String ASLEEP = "The gateway was asleep and is starting. Try again in a moment";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_request_to_a_host_that_is_up_passes_untouched() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echo);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            origin.up();
            HttpResponse<String> answer = post(worker, "/v1/chat/completions?a=b", CHAT);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("POST /v1/chat/completions?a=b length " + CHAT.length() + " key k\n" + CHAT);
            assertThat(origin.seen()).containsExactly("POST /v1/chat/completions 200");
            assertThat(origin.wakes()).isEmpty();
        }
    }

    @Test
    void a_call_that_is_not_streamed_waits_for_the_host_and_gets_its_answer() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echo);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            HttpResponse<String> answer = post(worker, "/v1/chat/completions", CHAT);

            assertThat(answer.body())
                    .as(worker.log())
                    .isEqualTo("POST /v1/chat/completions length " + CHAT.length() + " key k\n" + CHAT);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(origin.wakes()).containsExactly("believed");
            // The call itself is sent on once: what lies before it is a question without a body.
            assertThat(origin.seen())
                    .startsWith("POST /v1/chat/completions 530", "GET /v1/models 530")
                    .endsWith("GET /v1/models 200", "POST /v1/chat/completions 200");
        }
    }

    @Test
    void a_stream_gets_its_200_and_comments_before_the_host_is_up() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echoStream);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            Instant asked = Instant.now();
            HttpResponse<InputStream> answer = open(worker, "/v1/chat/completions", STREAM);
            byte[] first = answer.body().readNBytes(STARTING.length());

            assertThat(Duration.between(asked, Instant.now())).isLessThan(BOOT);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo(STARTING);
            assertThat(rest(answer).replace(STARTING, "")).isEqualTo("data: " + STREAM + "\n\ndata: [DONE]\n\n");
        }
    }

    @Test
    void a_stream_of_anthropics_api_gets_pings() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echoStream);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            HttpResponse<String> answer = post(worker, "/v1/messages", STREAM);

            assertThat(answer.body()).startsWith(PING).endsWith("data: [DONE]\n\n");
            assertThat(answer.body().replace(PING, "")).isEqualTo("data: " + STREAM + "\n\ndata: [DONE]\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/v1/chat/completions | data: {'error':{'message':'No.','type':'billing_error','code':'budget'}}",
                "/v1/responses | event: response.failed;data: {'type':'response.failed','sequence_number':0,'response':{'id':'',"
                        + "'object':'response','status':'failed','output':[],'error':{'code':'budget','message':'No.'}}}",
                "/v1/messages | event: error;data: {'error':{'message':'No.','type':'billing_error','code':'budget'}}"
            })
    void a_refusal_after_the_early_200_is_an_event_in_the_apis_shape(String path, String event) throws Exception {
        String body = "{\"error\":{\"message\":\"No.\",\"type\":\"billing_error\",\"code\":\"budget\"}}";
        try (ColdOrigin origin = new ColdOrigin(
                        BOOT, exchange -> ColdOrigin.send(exchange, models(exchange) ? 200 : 402, JSON, body));
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            HttpResponse<String> answer = post(worker, path, STREAM);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().replace(PING, "").replace(STARTING, ""))
                    .isEqualTo(event.replace('\'', '"').replace(';', '\n') + "\n\n");
        }
    }

    @Test
    void a_host_that_does_not_come_in_time_is_a_503_with_its_time_to_ask_again() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(Duration.ofDays(1), WorkerIT::echo);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 4)) {
            HttpResponse<String> openai = post(worker, "/v1/chat/completions", CHAT);
            HttpResponse<String> anthropic = post(worker, "/v1/messages", CHAT);
            HttpResponse<String> stream = post(worker, "/v1/messages", STREAM);

            assertThat(openai.statusCode()).isEqualTo(503);
            assertThat(openai.headers().firstValue("retry-after")).contains("30");
            assertThat(openai.body())
                    .isEqualTo("{\"error\":{\"message\":\"" + ASLEEP
                            + "\",\"type\":\"server_error\",\"param\":null,\"code\":\"host_starting\"}}");
            assertThat(anthropic.statusCode()).isEqualTo(503);
            String error =
                    "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"" + ASLEEP + "\"}}";
            assertThat(anthropic.body()).isEqualTo(error);
            assertThat(stream.body().replace(PING, "")).isEqualTo("event: error\ndata: " + error + "\n\n");
        }
    }

    @Test
    void a_body_over_10_MiB_starts_the_host_and_gets_the_503_at_once() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echo);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 60)) {
            Instant asked = Instant.now();
            HttpResponse<String> answer = post(worker, "/v1/chat/completions", " ".repeat(10 * 1024 * 1024 + 1));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(BOOT);
            assertThat(origin.wakes()).containsExactly("believed");
        }
    }

    @Test
    void a_body_of_10_MiB_is_kept() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echo);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 60)) {
            HttpResponse<String> answer = post(worker, "/v1/chat/completions", "x".repeat(10 * 1024 * 1024));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSizeGreaterThan(10 * 1024 * 1024).endsWith("xx");
        }
    }

    @Test
    void nobody_whom_access_did_not_let_in_starts_the_host() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echo)) {
            Instant later = Instant.now().plusSeconds(3600);
            String foreign = ColdOrigin.assertion(
                    new RSAKeyGenerator(2048).keyID("first").generate(), ColdOrigin.AUDIENCE, later);
            String unknown = ColdOrigin.assertion(
                    new RSAKeyGenerator(2048).keyID("none").generate(), ColdOrigin.AUDIENCE, later);
            String changed = origin.assertion().replaceFirst("\\.[^.]*$", ".AAAA");

            assertThat(refused(origin, "")).isEqualTo("401 access_token_missing");
            for (String bad : List.of(
                    "x",
                    "x.y",
                    "e30.e30.e30",
                    "bnVsbA.bnVsbA.AAAA",
                    changed,
                    foreign,
                    unknown,
                    origin.assertion("b".repeat(64), later),
                    origin.assertion(ColdOrigin.AUDIENCE, Instant.now().minusSeconds(1)))) {
                assertThat(refused(origin, bad)).as(bad).isEqualTo("401 access_token_invalid");
            }
            origin.loseKeys();
            assertThat(refused(origin, origin.assertion())).isEqualTo("503 access_unavailable");
            assertThat(origin.wakes()).isEmpty();
        }
    }

    @Test
    void a_start_that_the_function_refuses_is_told_with_its_reason_before_a_stream_begins() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echo);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            origin.answerWakeWith("{\"did\":\"refused\",\"reason\":\"it was started 40 times today\"}");
            HttpResponse<String> answer = post(worker, "/v1/chat/completions", STREAM);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
            assertThat(answer.headers().firstValue("retry-after")).isEmpty();
            assertThat(answer.body())
                    .contains("\"The gateway is asleep and was not started: it was started 40 times today\"")
                    .contains("\"code\":\"wake_refused\"");
        }
    }

    @Test
    void a_function_that_fails_at_first_is_asked_again() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echo);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 60)) {
            origin.answerWakeWith("not json");
            var answer = client.sendAsync(request(worker, "/v1/chat/completions", CHAT), BodyHandlers.ofString());
            while (origin.wakes().size() < 2) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            origin.answerWakeWith("{\"did\":\"started\"}");

            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void callers_who_come_together_ask_for_one_start_and_each_gets_an_answer() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echo);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            var first = client.sendAsync(request(worker, "/v1/chat/completions", CHAT), BodyHandlers.ofString());
            while (origin.wakes().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            var others = IntStream.range(0, 20)
                    .mapToObj(i ->
                            client.sendAsync(request(worker, "/v1/chat/completions", CHAT), BodyHandlers.ofString()))
                    .toList();

            assertThat(first.get().statusCode()).isEqualTo(200);
            for (var other : others) {
                assertThat(other.get().statusCode()).isEqualTo(200);
            }
            assertThat(origin.wakes()).hasSizeLessThan(4);
        }
    }

    @Test
    void a_gateway_whose_model_service_still_starts_is_asked_again() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpHandler booting = exchange -> {
            if (models(exchange) || calls.incrementAndGet() > 1) {
                echo(exchange);
            } else {
                exchange.getResponseHeaders().set("Retry-After", "5");
                ColdOrigin.send(exchange, 503, JSON, "{}");
            }
        };
        try (ColdOrigin origin = new ColdOrigin(BOOT, booting);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            assertThat(post(worker, "/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void an_answer_of_a_host_that_is_up_passes_whatever_its_status() throws Exception {
        for (int status : List.of(401, 402, 500, 502, 503, 530)) {
            try (ColdOrigin origin = new ColdOrigin(
                            BOOT, exchange -> ColdOrigin.send(exchange, status, JSON, "error code: 1016"));
                    WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
                origin.up();
                HttpResponse<String> answer = post(worker, "/v1/chat/completions", CHAT);

                assertThat(answer.statusCode()).isEqualTo(status);
                assertThat(answer.body()).isEqualTo("error code: 1016");
                assertThat(origin.wakes()).isEmpty();
            }
        }
    }

    @Test
    void a_browser_waits_for_the_answer_that_it_may_read() throws Exception {
        try (ColdOrigin origin = new ColdOrigin(BOOT, WorkerIT::echoStream);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 30)) {
            HttpRequest request = HttpRequest.newBuilder(
                            request(worker, "/v1/chat/completions", STREAM), (n, v) -> true)
                    .header("origin", "https://app.example.com")
                    .build();

            assertThat(client.send(request, BodyHandlers.ofString()).body()).doesNotContain(STARTING);
        }
    }

    private String refused(ColdOrigin origin, String assertion) throws Exception {
        try (WorkersRuntime worker = WorkersRuntime.start(origin, assertion, 30)) {
            HttpResponse<String> answer = post(worker, "/v1/chat/completions", STREAM);
            String code = answer.body().replaceFirst(".*\"code\":\"", "").replaceFirst("\".*", "");
            return answer.statusCode() + " " + code;
        }
    }

    private static boolean models(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().equals("/v1/models");
    }

    private static String rest(HttpResponse<InputStream> answer) throws IOException {
        return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void echoStream(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        ColdOrigin.send(exchange, 200, "text/event-stream", "data: " + body + "\n\ndata: [DONE]\n\n");
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var uri = exchange.getRequestURI();
        ColdOrigin.send(
                exchange,
                200,
                "text/plain",
                exchange.getRequestMethod() + " " + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) + " length "
                        + exchange.getRequestHeaders().getFirst("content-length") + " key "
                        + exchange.getRequestHeaders().getFirst("authorization") + "\n" + body);
    }

    private HttpResponse<String> post(WorkersRuntime worker, String path, String body) throws Exception {
        return client.send(request(worker, path, body), BodyHandlers.ofString());
    }

    private HttpResponse<InputStream> open(WorkersRuntime worker, String path, String body) throws Exception {
        return client.send(request(worker, path, body), BodyHandlers.ofInputStream());
    }

    private static HttpRequest request(WorkersRuntime worker, String path, String body) {
        return HttpRequest.newBuilder(worker.address().resolve(path))
                .header("authorization", "k")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
