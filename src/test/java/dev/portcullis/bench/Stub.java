package dev.portcullis.bench;

import dev.portcullis.local.loopback.Loopback;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stands where LiteLLM would and answers at once, so that what is left is the gate's own time: whole answers with a
 * usage, and streams of ten events.
 */
final class Stub implements AutoCloseable {
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":9,\"total_tokens\":21}";
    private static final String WHOLE = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"nine words\"},"
            + "\"finish_reason\":\"stop\"}]," + USAGE + "}";
    private static final String WORD = event("[{\"index\":0,\"delta\":{\"content\":\"word \"}}]");
    private static final int WORDS = 8;

    private final Loopback loopback = new Loopback();
    /** Only touched on the event loop. */
    private final List<HttpServerResponse> held = new ArrayList<>();

    private final int port = loopback.listen(0, this::answer);

    int port() {
        return port;
    }

    /** For the same requests without a gate. */
    Target direct() {
        return new Target(port, Map.of());
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/health/readiness")) {
            request.response().end("{}");
            return;
        }
        request.response().exceptionHandler(gone -> {});
        request.body().onSuccess(body -> {
            HttpServerResponse response = request.response();
            // Long bodies are never streamed here; looking through one would be this stub's own load.
            String text = body.length() > 10_000 ? "" : body.toString();
            if (!text.contains("\"stream\":true")) {
                response.putHeader("content-type", "application/json").end(WHOLE);
                return;
            }
            response.putHeader("content-type", "text/event-stream").setChunked(true);
            if (text.contains(Target.HELD)) {
                held.add(response);
                response.write(WORD);
            } else {
                stream(response);
            }
        });
    }

    private static void stream(HttpServerResponse response) {
        for (int word = 0; word < WORDS; word++) {
            response.write(WORD);
        }
        response.write("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                + "\"choices\":[]," + USAGE + "}\n\n");
        response.end("data: [DONE]\n\n");
    }

    /** Ends all streams that were left open. */
    void letGo() {
        loopback.vertx().runOnContext(now -> {
            held.forEach(Stub::stream);
            held.clear();
        });
    }

    private static String event(String choices) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                + choices + "}\n\n";
    }

    @Override
    public void close() {
        loopback.close();
    }
}
