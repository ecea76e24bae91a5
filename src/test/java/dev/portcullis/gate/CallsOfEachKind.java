package dev.portcullis.gate;

import dev.portcullis.gate.fault.CallsUnderFault;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.shape.FormText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryNotEmptyException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** With a key that may have one call in flight, so that one which never ends is felt by the next. */
public final class CallsOfEachKind implements CallsUnderFault {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final String LONG = "long chat";
    private static final String NEW_KEY = "admin: new key";
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":7,\"total_tokens\":10}";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};

    private final TestDatabase ledger = TestDatabase.fresh();
    private final LedgerConnections database = ledger.open();
    private final String key = TestMoney.create(
                    database,
                    TestMoney.terms(
                            "one",
                            Map.of(),
                            new RateLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(1))))
            .text();
    private final TestGate gate = TestGate.start(database, TestLimits.bodies(64 * 1024, 512L * 1024 * 1024));
    private final Map<String, HttpRequest> calls = new LinkedHashMap<>();

    public CallsOfEachKind() throws IOException {
        gate.liteLlm.answer(CallsOfEachKind::answer);
        calls.put("chat", post("/v1/chat/completions", TestGate.CHAT));
        calls.put("streamed chat", post("/v1/chat/completions", TestGate.CHAT_STREAM));
        calls.put(LONG, post("/v1/chat/completions", TestGate.CHAT.replace("hi", "a".repeat(70_000))));
        calls.put(
                "messages",
                post(
                        "/v1/messages",
                        "{\"model\":\"sage\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
        calls.put("streamed responses", post("/v1/responses", "{\"model\":\"sage\",\"stream\":true,\"input\":\"hi\"}"));
        calls.put(
                "embeddings",
                post("/v1/embeddings", "{\"model\":\"vector\",\"input\":\"hi\",\"encoding_format\":\"base64\"}"));
        calls.put("images", post("/v1/images/generations", "{\"model\":\"brush\",\"prompt\":\"hi\"}"));
        calls.put("edits", edit());
        calls.put(
                "count_tokens",
                post(
                        "/v1/messages/count_tokens",
                        "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
        calls.put("refused by the model", post("/v1/chat/completions", TestGate.CHAT.replace("hi", "REFUSE")));
        calls.put("busy model", post("/v1/chat/completions", TestGate.CHAT.replace("hi", "BUSY")));
        calls.put("models", keyed("/v1/models").GET().build());
        calls.put("key", keyed("/v1/key").GET().build());
        calls.put("admin: keys", admin("/admin/keys").GET().build());
        calls.put(NEW_KEY, newKey());
        calls.put("readiness", admin("/readyz").GET().build());
        calls.put("metrics", admin("/metrics").GET().build());
    }

    private static void answer(StubLiteLlm.Call call) {
        String body = call.body().toString();
        if (body.contains("REFUSE")) {
            call.fail(400, "{\"error\":{\"message\":\"no\"}}");
        } else if (body.contains("BUSY")) {
            call.fail(429, "{\"error\":{\"message\":\"busy\"}}");
        } else if (call.line().contains("embeddings")) {
            call.json("{\"object\":\"list\",\"data\":[{\"embedding\":[1.0]}],\"usage\":{\"prompt_tokens\":3}}");
        } else if (call.line().contains("count_tokens")) {
            call.json("{\"input_tokens\":3}");
        } else if (call.line().contains("responses")) {
            call.stream(
                    "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"a\"}\n\n");
            call.response()
                    .end("event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"usage\":{"
                            + "\"input_tokens\":3,\"output_tokens\":7}}}\n\n");
        } else if (body.contains("\"stream\":true")) {
            call.stream("data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n");
            call.response().end("data: {\"choices\":[]," + USAGE + "}\n\ndata: [DONE]\n\n");
        } else if (call.line().contains("/messages")) {
            call.json("{\"type\":\"message\",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":7}}");
        } else {
            call.json("{\"choices\":[],\"data\":[]," + USAGE + "}");
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(calls.keySet());
    }

    @Override
    public String call(String name) {
        HttpRequest request = name.equals(NEW_KEY) ? newKey() : Objects.requireNonNull(calls.get(name), name);
        CompletableFuture<HttpResponse<String>> answer = gate.sending(request);
        try {
            return outcome(
                    name,
                    answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
        } catch (CompletionException e) {
            answer.cancel(true);
            return e.getCause() instanceof TimeoutException ? "NO ANSWER" : "closed";
        }
    }

    private static String outcome(String name, HttpResponse<String> answer) {
        String body = answer.body();
        int status = answer.statusCode();
        if (status >= 400) {
            return status + (isError(name, body) ? "" : " IN NO SHAPE: " + body);
        }
        if (!name.startsWith("streamed")) {
            return Integer.toString(status);
        }
        boolean failed = body.contains("\"error\":{") && body.endsWith("\n\n");
        boolean whole = body.contains("[DONE]") || body.contains("response.completed");
        return failed ? "error event" : whole ? "200" : "CUT SHORT: " + body;
    }

    /** In the shape of the API that was called. */
    private static boolean isError(String name, String body) {
        if (name.equals("readiness") || name.equals("metrics")) {
            return !body.isEmpty();
        }
        return Set.of("messages", "count_tokens").contains(name)
                ? body.startsWith("{\"type\":\"error\",\"error\":{\"type\":\"")
                : body.startsWith("{\"error\":{");
    }

    @Override
    public void awaitSettled() {
        untilEmpty(() -> reservations() == 0 ? "" : "reservation", Duration.ofSeconds(4));
    }

    private long reservations() {
        return ledger.number("SELECT count(*) FROM reservation");
    }

    @Override
    public String left() {
        String left = untilEmpty(this::leftNow, Duration.ofSeconds(4));
        String next = call(LONG);
        left += next.equals("200") ? "" : "the next call: " + next + "; ";
        return left + untilEmpty(this::leftNow, Duration.ofSeconds(4));
    }

    private static String untilEmpty(Supplier<String> look, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        String left = look.get();
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(2_000_000);
            left = look.get();
        }
        return left;
    }

    private String leftNow() {
        String metrics = gate.admin("/metrics").body();
        return (metrics.contains("portcullis_gate_body_bytes 0.0\n") ? "" : "body space; ")
                + (metrics.contains("portcullis_gate_in_flight 0.0\n") ? "" : "in flight; ")
                + (metrics.contains("portcullis_gate_unsettled 0.0\n") ? "" : "open call; ")
                + (reservations() == 0 ? "" : "reservation; ")
                + (gate.spooledFiles() == 0 ? "" : "spool file; ")
                + (gate.openSpoolFiles() == 0 ? "" : "file handle; ")
                + (gate.liteLlm.unanswered() == 0 ? "" : "request to LiteLLM; ");
    }

    @Override
    public String connectionsLeft() {
        return untilEmpty(
                () -> gate.liteLlm.connections() == 0 ? "" : gate.liteLlm.connections() + " connections to LiteLLM",
                Duration.ofSeconds(10));
    }

    private HttpRequest.Builder keyed(String path) {
        return gate.request(path).setHeader("x-portcullis-key", key);
    }

    private HttpRequest post(String path, String json) {
        return keyed(path).POST(BodyPublishers.ofString(json)).build();
    }

    private HttpRequest edit() {
        byte[] form = new FormText()
                .text("model", "eraser")
                .file("image[]", PNG)
                .file("mask", PNG)
                .bytes();
        return keyed("/v1/images/edits")
                .setHeader("content-type", FormText.TYPE)
                .POST(BodyPublishers.ofByteArray(form))
                .build();
    }

    /** With a name that no key has yet: a second key of one name would be refused before anything is written. */
    private HttpRequest newKey() {
        return admin("/admin/keys")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"new " + UUID.randomUUID()
                        + "\",\"client\":\"laptop\",\"budgets\":{\"day\":\"1\"}}"))
                .build();
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.gate.adminPort() + path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + TestMoney.ADMIN.text());
    }

    @Override
    public void close() throws IOException {
        try {
            gate.close();
        } catch (DirectoryNotEmptyException e) {
            // A file that a fault left: it has been told by then.
            return;
        } finally {
            database.close();
            ledger.close();
        }
    }
}
