package dev.portcullis.gate;

import dev.portcullis.policy.ApiShape;
import dev.portcullis.policy.RawPath;
import dev.portcullis.policy.Route;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.ClientName;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionException;

/**
 * What every request goes through, the cheapest question first. Each step either lets it go on or ends it with a
 * {@link Denied}.
 */
final class Chain implements Handler<HttpServerRequest> {
    private final Vertx vertx;
    private final Parts parts;

    /** What all requests share. */
    record Parts(
            Routes routes,
            AccessTokens tokens,
            BodyReader.Bounds bounds,
            Rebuilder rebuilder,
            Upstream upstream,
            ModelList models,
            Cors cors,
            Activity activity,
            GateMetrics metrics,
            GateLog log) {
        Limits limits() {
            return bounds.limits();
        }
    }

    Chain(Vertx vertx, Parts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.pause();
        Exchange exchange = new Exchange(request, parts.cors(), this::over);
        try {
            Route route = route(exchange);
            Future.fromCompletionStage(
                            parts.tokens().client(request.headers().getAll(AccessTokens.HEADER)),
                            vertx.getOrCreateContext())
                    .compose(client -> serve(exchange, route, client))
                    .onFailure(failure -> refuse(exchange, failure));
        } catch (Denied | RuntimeException e) {
            refuse(exchange, e);
        }
    }

    private void over(Exchange exchange) {
        parts.metrics().answered(exchange);
        parts.log().access(exchange);
    }

    /** Before anything is looked up: what no client sends, and what no route has. */
    private Route route(Exchange exchange) throws Denied {
        if (RawPath.isMalformed(exchange.rawPath())) {
            throw new Denied(
                    400,
                    "malformed_path",
                    "path: expected plain segments, got dots, encodings or empty ones among them");
        }
        Route route = parts.routes()
                .match(exchange.method(), exchange.rawPath())
                .orElseThrow(() -> new Denied(
                        404, "not_found", "path: expected a route of this gateway, got another method or path"));
        exchange.found(route);
        return route;
    }

    private Future<Void> serve(Exchange exchange, Route route, ClientName client) {
        exchange.letIn(client);
        if (exchange.hungUp()) {
            return Future.succeededFuture();
        }
        parts.activity().began();
        exchange.atRest(parts.activity()::ended);
        // The caller's key, and what it may do, are checked here once there are keys.
        return route.bodyLimit() == 0 ? local(exchange, route) : forward(exchange, route);
    }

    private Future<Void> local(Exchange exchange, Route route) {
        try {
            if (Leftover.isPossible(exchange.request())) {
                throw new Denied(413, "body_too_large", "body: expected none for " + route.method() + ", got one");
            }
            exchange.answer(answer(exchange, route));
            return Future.succeededFuture();
        } catch (Denied e) {
            return Future.failedFuture(e);
        }
    }

    private byte[] answer(Exchange exchange, Route route) throws Denied {
        if (route.shape() != ApiShape.MODELS) {
            throw new Denied(404, "not_found", "This gateway has no keys yet, so there is none to tell about");
        }
        if (!route.isTree()) {
            return parts.models().all(exchange.isAnthropic());
        }
        String id = exchange.rawPath().substring(exchange.rawPath().lastIndexOf('/') + 1);
        return parts.models().one(id, exchange.isAnthropic());
    }

    private Future<Void> forward(Exchange exchange, Route route) {
        if (UpstreamHeaders.speaksAnthropic(route.shape())) {
            exchange.drops(UpstreamHeaders.droppedBetas(exchange));
        }
        return new BodyReader(vertx, exchange, route.bodyLimit(), parts.bounds())
                .read()
                .compose(body -> parts.rebuilder().rebuild(exchange, route, body))
                // Reserving what the answer may cost comes here, and settling it when the exchange is at rest.
                .compose(ask -> ask(exchange, ask));
    }

    private Future<Void> ask(Exchange exchange, Ask ask) {
        if (exchange.hungUp()) {
            ask.body().discard();
            return Future.succeededFuture();
        }
        Attempts attempts = new Attempts(vertx, parts.upstream(), exchange, ask, parts.limits());
        if (ask.stream()) {
            new StreamedAnswer(vertx, exchange, attempts, ask, parts.limits()).start();
        } else {
            new WholeAnswer(vertx, exchange, attempts, parts.limits()).start();
        }
        return Future.succeededFuture();
    }

    private void refuse(Exchange exchange, Throwable wrapped) {
        // A stage that waited for another one wraps its failure.
        Throwable failure =
                wrapped instanceof CompletionException && wrapped.getCause() != null ? wrapped.getCause() : wrapped;
        if (failure instanceof Denied denied) {
            exchange.refuse(denied);
            return;
        }
        parts.log().fault(failure);
        exchange.refuse(new Denied(500, "internal_error", "The gateway failed. Its log says where"));
    }
}
