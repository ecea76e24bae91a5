package dev.portcullis.gate;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Stands where LiteLLM would: shows what reached it, and answers as a test says. */
public final class StubLiteLlm implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Consumer<Call> script = call -> call.json("{\"id\":\"ok\"}");

    /**
     * One request that arrived.
     *
     * @param scripted completes when the script has done its part: a test that answered earlier would be in its way
     * @param gone completes when the connection closes before the answer's end
     */
    public record Call(
            String line,
            MultiMap headers,
            Buffer body,
            HttpServerResponse response,
            CompletableFuture<Void> scripted,
            CompletableFuture<Void> gone) {
        public void json(String text) {
            response.putHeader("content-type", "application/json").end(text);
        }

        public void fail(int status, String text) {
            response.setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(text);
        }

        /** Begins an event stream and leaves it open. */
        public void stream(String... events) {
            response.putHeader("content-type", "text/event-stream").setChunked(true);
            for (String event : events) {
                response.write(event);
            }
        }
    }

    StubLiteLlm(Vertx vertx) {
        this.vertx = vertx;
        server = TestGate.await(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .connectionHandler(connection -> {
                    connections.incrementAndGet();
                    connection.closeHandler(closed -> connections.decrementAndGet());
                })
                .requestHandler(this::take)
                .listen());
    }

    int port() {
        return server.actualPort();
    }

    /** How every request from now on is answered. */
    public void answer(Consumer<Call> next) {
        script = next;
    }

    /** The next request that arrived, in order, once the script is through with it. */
    public Call next() throws InterruptedException {
        Call call = calls.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nothing arrived at LiteLLM");
        }
        call.scripted().orTimeout(20, TimeUnit.SECONDS).join();
        return call;
    }

    /** Connections that are open, in use or not. */
    int connections() {
        return connections.get();
    }

    /** Requests that came in and have neither an answer nor lost their connection. */
    int unanswered() {
        return unanswered.get();
    }

    public int waiting() {
        return calls.size();
    }

    public Vertx vertx() {
        return vertx;
    }

    private void take(HttpServerRequest request) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        HttpServerResponse response = request.response();
        response.exceptionHandler(broken -> {});
        unanswered.incrementAndGet();
        response.endHandler(over -> unanswered.decrementAndGet());
        response.closeHandler(closed -> gone.complete(null));
        if (request.path().equals("/health/readiness")) {
            response.end("{}");
            return;
        }
        request.body().onSuccess(body -> {
            CompletableFuture<Void> scripted = new CompletableFuture<>();
            Call call =
                    new Call(request.method() + " " + request.uri(), request.headers(), body, response, scripted, gone);
            calls.add(call);
            script.accept(call);
            scripted.complete(null);
        });
    }

    @Override
    public void close() {
        TestGate.await(server.close());
    }
}
