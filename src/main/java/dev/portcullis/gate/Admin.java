package dev.portcullis.gate;

import dev.portcullis.gate.access.SigningKeys;
import dev.portcullis.gate.telemetry.GateMetrics;
import dev.portcullis.gate.upstream.Upstream;
import dev.portcullis.gate.wire.Hosts;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The listener that only the host's own people and probes can reach; all but the probes is the administrators' API.
 * {@code /healthz} says that the process works, {@code /readyz} that a caller would get an answer now.
 */
final class Admin implements Handler<HttpServerRequest> {
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final Set<String> PROBES = Set.of("/healthz", "/readyz", "/metrics");

    /** A page in somebody's browser may reach this port through a name that was bound anew to the loopback address. */
    private static final Hosts HOSTS = new Hosts(Set.of());

    private final SigningKeys keys;
    private final Upstream upstream;
    private final BooleanSupplier ledger;
    private final GateMetrics metrics;
    private final BooleanSupplier stopping;
    private final Handler<HttpServerRequest> api;
    private final Consumer<Throwable> faults;

    Admin(
            SigningKeys keys,
            Upstream upstream,
            BooleanSupplier ledger,
            GateMetrics metrics,
            BooleanSupplier stopping,
            Handler<HttpServerRequest> api,
            Consumer<Throwable> faults) {
        this.keys = keys;
        this.upstream = upstream;
        this.ledger = ledger;
        this.metrics = metrics;
        this.stopping = stopping;
        this.api = api;
        this.faults = faults;
    }

    @Override
    public void handle(HttpServerRequest request) {
        guarded(request, this::answer).handle(request);
    }

    private <T> Handler<T> guarded(HttpServerRequest request, Handler<T> step) {
        return event -> {
            try {
                step.handle(event);
            } catch (RuntimeException | Error e) {
                Listener.broke(request, e, faults);
            }
        };
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!HOSTS.know(String.valueOf(request.getHeader("host")))) {
            send(response, 421, TEXT, Buffer.buffer("Host: this listener answers only to the machine's own name\n"));
            return;
        }
        boolean probe = PROBES.contains(request.uri());
        if (probe && !request.method().equals(HttpMethod.GET)) {
            send(response, 405, TEXT, Buffer.buffer("GET only\n"));
            return;
        }
        switch (request.uri()) {
            case "/healthz" -> send(response, 200, TEXT, Buffer.buffer("ok\n"));
            case "/readyz" -> ready(request);
            case "/metrics" -> send(response, 200, GateMetrics.CONTENT_TYPE, Buffer.buffer(metrics.totals()));
            default -> api.handle(request);
        }
    }

    private void ready(HttpServerRequest request) {
        if (!keys.available()) {
            // The readiness probe fetches the signing keys, since a host that is not ready gets no callers who would.
            keys.refresh();
        }
        upstream.ready().onSuccess(guarded(request, up -> {
            boolean access = keys.available();
            boolean money = ledger.getAsBoolean();
            boolean stops = stopping.getAsBoolean();
            send(
                    request.response(),
                    access && up && money && !stops ? 200 : 503,
                    "application/json",
                    Buffer.buffer("{\"accessKeys\":" + access + ",\"ledger\":" + money + ",\"litellm\":" + up
                            + ",\"stopping\":" + stops + "}\n"));
        }));
    }

    private static void send(HttpServerResponse response, int status, String type, Buffer body) {
        response.setStatusCode(status).putHeader("content-type", type).end(body);
    }
}
