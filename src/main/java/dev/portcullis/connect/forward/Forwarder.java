package dev.portcullis.connect.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionException;

/** Listens on loopback and passes requests on to one gateway, both ways as the bytes come. It logs nothing. */
public final class Forwarder implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int CONNECT_MS = 10_000;
    private static final int MOST_AT_ONCE = 64;

    private final Vertx vertx = Vertx.vertx();
    private final ForwardedGateway gateway;
    private final HttpClient client;
    private final HttpServer server;

    private Forwarder(ForwardedGateway gateway, int port) {
        this.gateway = gateway;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setSsl(!gateway.isPlain()).setConnectTimeout(CONNECT_MS),
                new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE).setMaxWaitQueueSize(MOST_AT_ONCE));
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true)
                        .setMaxHeaderSize(LONGEST_HEAD)
                        .setMaxInitialLineLength(LONGEST_LINE))
                .requestHandler(this::handle);
    }

    /**
     * Returns once it listens.
     *
     * @param port 0 for any that is free
     * @throws CompletionException when the port is taken
     */
    public static Forwarder start(ForwardedGateway gateway, int port) {
        Forwarder forwarder = new Forwarder(gateway, port);
        try {
            forwarder.server.listen().toCompletionStage().toCompletableFuture().join();
            return forwarder;
        } catch (CompletionException e) {
            forwarder.close();
            throw e;
        }
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        LocalCaller.refusal(request, port())
                .ifPresentOrElse(reason -> refuse(request, 403, reason), () -> pass(request));
    }

    private void pass(HttpServerRequest request) {
        request.pause();
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(gateway.url().getHost())
                .setPort(gateway.port())
                .setSsl(!gateway.isPlain())
                .setURI(request.uri());
        client.request(options)
                .compose(upstream -> sent(request, upstream))
                .compose(answer -> answered(request.response(), answer))
                .onFailure(failure -> broken(request));
    }

    private Future<HttpClientResponse> sent(HttpServerRequest request, HttpClientRequest upstream) {
        // A caller that hangs up ends the question too, so that nobody pays for an answer that nobody reads.
        request.response().closeHandler(closed -> upstream.reset());
        PassedHeaders.toGateway(request.headers(), upstream.headers(), gateway);
        if (request.headers().contains("content-length") || request.headers().contains("transfer-encoding")) {
            upstream.setChunked(!request.headers().contains("content-length"));
            return upstream.send(request);
        }
        request.resume();
        return upstream.send();
    }

    private static Future<Void> answered(HttpServerResponse response, HttpClientResponse answer) {
        response.setStatusCode(answer.statusCode());
        PassedHeaders.toCaller(answer.headers(), response.headers());
        response.setChunked(!answer.headers().contains("content-length"));
        return answer.pipeTo(response);
    }

    private static void broken(HttpServerRequest request) {
        if (request.response().headWritten()) {
            // The only way to say that the rest is missing.
            request.connection().close();
        } else {
            refuse(request, 502, "gateway: expected an answer, got none. It may be asleep; see ./portcullis status");
        }
    }

    private static void refuse(HttpServerRequest request, int status, String reason) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject error = new JsonObject()
                .put("error", new JsonObject().put("type", "forward_refused").put("message", reason));
        // The rest of the body is not read, so nothing can follow on this connection.
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("connection", "close")
                .end(error.encode())
                .onComplete(sent -> request.connection().close());
    }
}
