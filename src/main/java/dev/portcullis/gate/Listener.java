package dev.portcullis.gate;

import dev.portcullis.gate.answer.ErrorBodies;
import dev.portcullis.gate.answer.RequestId;
import dev.portcullis.gate.wire.StrictHttp;
import dev.portcullis.policy.ApiShape;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The callers' listener, once on each event loop. */
final class Listener extends VerticleBase {
    /** Cloudflare lets 128 kB of headers through; no client of these APIs sends a tenth of this. */
    static final int LONGEST_HEAD = 64 * 1024;

    private static final int LONGEST_LINE = 8 * 1024;
    /** Longer than any silence on purpose, the longest of which is the wait for an answer that is not streamed. */
    private static final int IDLE_S = 150;

    private final int port;
    private final Chain.Parts parts;
    private final Consumer<HttpServer> started;

    /** @param started is told of the server once it listens */
    Listener(int port, Chain.Parts parts, Consumer<HttpServer> started) {
        this.port = port;
        this.parts = parts;
        this.started = started;
    }

    @Override
    public Future<?> start() {
        // With a port below zero, the instances of this deployment share one free port.
        return vertx.createHttpServer(bounded(port == 0 ? -1 : port))
                .connectionHandler(connection -> StrictHttp.guardForReader(connection, LONGEST_HEAD + LONGEST_LINE))
                .requestHandler(new Chain(vertx, parts))
                .invalidRequestHandler(Listener::refuse)
                .listen()
                .onSuccess(started::accept);
    }

    /** The same for requests that come through the tunnel. */
    static HttpServerOptions bounded(int port) {
        return options(port)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setIdleTimeout(IDLE_S)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /** Listens on loopback only, in any configuration. Plain HTTP/1.1: cloudflared speaks nothing else to an origin. */
    static HttpServerOptions options(int port) {
        return new HttpServerOptions().setHost("127.0.0.1").setPort(port).setHttp2ClearTextEnabled(false);
    }

    /** The gate failed before it knew what was asked. */
    static void broke(HttpServerRequest request, Throwable fault, Consumer<Throwable> faults) {
        try {
            faults.accept(fault);
            if (!request.response().headWritten()) {
                answer(request, 500, "internal_error", "The gateway failed. Its log says where");
            }
        } finally {
            request.connection().close();
        }
    }

    /**
     * Answers bytes that are not an HTTP request. There may be no path to log, and the connection cannot be used any
     * more.
     */
    static void refuse(HttpServerRequest request) {
        answer(request, 400, "malformed_request", "The request is not valid HTTP/1.1")
                .onComplete(sent -> request.connection().close());
    }

    private static Future<Void> answer(HttpServerRequest request, int status, String code, String message) {
        String id = RequestId.fresh().text();
        byte[] body = ErrorBodies.of(ApiShape.KEY, status, code, message, id);
        return request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("request-id", id)
                .putHeader("x-request-id", id)
                .putHeader("x-should-retry", "false")
                .putHeader("connection", "close")
                .end(Buffer.buffer(body));
    }
}
