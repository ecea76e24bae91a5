package dev.portcullis.local.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;

/** The connections to the gate. */
final class Tunnel {
    /** More streams at once than anybody will try on one machine. */
    private static final int MOST_CONNECTIONS = 2_000;

    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final URI gate;
    private final Duration longestSilence;

    Tunnel(Vertx vertx, URI gate, Duration longestSilence) {
        this.vertx = vertx;
        this.gate = gate;
        this.longestSilence = longestSilence;
        client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    }

    void forward(HttpServerRequest incoming, String host, String source, String assertion) {
        incoming.pause();
        RequestOptions target = new RequestOptions()
                .setMethod(incoming.method())
                .setHost(gate.getHost())
                .setPort(gate.getPort())
                .setURI(incoming.uri());
        client.request(target)
                .onSuccess(outgoing ->
                        new EdgeExchange(vertx, longestSilence, incoming, outgoing).start(host, source, assertion))
                .onFailure(cause -> new EdgeRefusal(incoming.response()).unreachable());
    }
}
