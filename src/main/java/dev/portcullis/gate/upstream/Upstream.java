package dev.portcullis.gate.upstream;

import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.policy.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** LiteLLM on loopback. */
public final class Upstream {
    private static final String HOST = "127.0.0.1";
    /** A closed port refuses at once; only a machine that is short of its CPU takes longer, and it may yet answer. */
    private static final int CONNECT_MS = 10_000;

    private static final int READY_MS = 2_000;
    /** Uvicorn closes a connection after 5 s without a request: ours must be gone before. */
    private static final int KEEP_ALIVE_S = 3;

    private static final int MOST_AT_ONCE = 2_000;

    private final HttpClient client;
    private final int port;
    private final UpstreamHeaders headers;

    public Upstream(Vertx vertx, GateConfig.LiteLlmAccess liteLlm) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setKeepAliveTimeout(KEEP_ALIVE_S),
                new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE).setMaxWaitQueueSize(MOST_AT_ONCE));
        this.port = liteLlm.port();
        this.headers = new UpstreamHeaders(liteLlm.internalKey());
    }

    UpstreamHeaders headers() {
        return headers;
    }

    /** Sends to the route's own path: nothing of the caller's request line goes on. */
    Future<HttpClientRequest> request(Route route) {
        return client.request(HttpMethod.valueOf(route.method()), port, HOST, route.path());
    }

    /** Whether LiteLLM says that it can work. Never fails. */
    public Future<Boolean> ready() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(HOST)
                .setPort(port)
                .setURI("/health/readiness")
                .setIdleTimeout(READY_MS);
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> response.statusCode() == 200))
                .otherwise(false);
    }
}
