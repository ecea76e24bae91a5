package dev.portcullis.gate;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.gate.access.AccessTokens;
import dev.portcullis.gate.closure.Closure;
import dev.portcullis.gate.config.Limits;
import dev.portcullis.gate.exchange.Ask;
import dev.portcullis.gate.exchange.Body;
import dev.portcullis.gate.exchange.BodyReader;
import dev.portcullis.gate.exchange.Cors;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.exchange.Exchange;
import dev.portcullis.gate.exchange.Leftover;
import dev.portcullis.gate.exchange.Rebuilder;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.money.Admission;
import dev.portcullis.gate.money.Charge;
import dev.portcullis.gate.money.Money;
import dev.portcullis.gate.telemetry.Activity;
import dev.portcullis.gate.telemetry.GateLog;
import dev.portcullis.gate.telemetry.GateMetrics;
import dev.portcullis.gate.upstream.Attempts;
import dev.portcullis.gate.upstream.StreamedAnswer;
import dev.portcullis.gate.upstream.Upstream;
import dev.portcullis.gate.upstream.UpstreamHeaders;
import dev.portcullis.gate.upstream.WholeAnswer;
import dev.portcullis.gate.wire.Hosts;
import dev.portcullis.policy.ApiShape;
import dev.portcullis.policy.RawPath;
import dev.portcullis.policy.Route;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.ClientName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The steps that every request goes through, the cheapest first. Each lets it pass or ends it with a {@link Denied}.
 */
final class Chain implements Handler<HttpServerRequest> {
    private final Vertx vertx;
    private final Parts parts;

    /** The parts that all requests share. */
    record Parts(
            Hosts hosts,
            Routes routes,
            AccessTokens tokens,
            Closure closure,
            BodyReader.Bounds bounds,
            Rebuilder rebuilder,
            Admission admission,
            Money money,
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
        try {
            begin(request);
        } catch (RuntimeException | Error e) {
            Listener.broke(request, e, parts.log()::fault);
        }
    }

    private void begin(HttpServerRequest request) {
        request.pause();
        Exchange exchange = new Exchange(request, parts.cors(), this::over, parts.log()::fault);
        // Keep the exchange open until we know what to release, even if the caller disconnects.
        exchange.hold();
        answer(exchange).onComplete(done -> {
            try {
                if (done.failed()) {
                    refuse(exchange, done.cause());
                }
            } finally {
                exchange.release();
            }
        });
    }

    /** Any failure on the way, an {@link Error} too, ends this one exchange only. */
    private Future<Void> answer(Exchange exchange) {
        try {
            Route route = route(exchange);
            List<String> tokens = exchange.request().headers().getAll(AccessTokens.HEADER);
            return Future.fromCompletionStage(parts.tokens().client(tokens), vertx.getOrCreateContext())
                    .compose(client -> serve(exchange, route, client));
        } catch (Denied | RuntimeException | Error e) {
            return Future.failedFuture(e);
        }
    }

    private void over(Exchange exchange) {
        try {
            parts.metrics().answered(exchange);
        } finally {
            parts.log().access(exchange);
        }
    }

    /** Refuses, before anything is looked up, requests that no client sends and paths that no route has. */
    private Route route(Exchange exchange) throws Denied {
        if (!parts.hosts().know(exchange.header("host"))) {
            throw new Denied(
                    421,
                    "misdirected_request",
                    "Host: this gateway does not answer to that name. Call it by its own host name");
        }
        if (RawPath.isMalformed(exchange.rawPath())) {
            throw new Denied(
                    400, "malformed_path", "path: a segment is empty, encoded or made of dots. Send plain segments");
        }
        Route route = parts.routes()
                .match(exchange.method(), exchange.rawPath())
                .orElseThrow(
                        () -> new Denied(404, "not_found", "path: this gateway has no route for that method and path"));
        exchange.found(route);
        return route;
    }

    private Future<Void> serve(Exchange exchange, Route route, ClientName client) {
        exchange.facts().letIn(client);
        if (exchange.hungUp()) {
            return Future.succeededFuture();
        }
        try {
            parts.closure().check();
        } catch (Denied e) {
            return Future.failedFuture(e);
        }
        Activity.Visit visit = parts.activity().new Visit();
        exchange.atRest(visit::end);
        visit.begin();
        return parts.money()
                .key(exchange, route, client)
                .compose(key -> route.bodyLimit() == 0 ? local(exchange, route, key) : forward(exchange, route, key));
    }

    private Future<Void> local(Exchange exchange, Route route, VirtualKey key) {
        try {
            if (Leftover.isPossible(exchange.request())) {
                throw new Denied(413, "body_too_large", "body: " + route.method() + " takes none here");
            }
            if (route.shape() == ApiShape.KEY) {
                return parts.money().standing(key).map(standing -> {
                    exchange.answer(standing);
                    return null;
                });
            }
            exchange.answer(models(exchange, route, key.terms()));
            return Future.succeededFuture();
        } catch (Denied e) {
            return Future.failedFuture(e);
        }
    }

    private byte[] models(Exchange exchange, Route route, KeyTerms terms) throws Denied {
        if (!route.isTree()) {
            return parts.models().all(terms, exchange.isAnthropic());
        }
        String id = exchange.rawPath().substring(exchange.rawPath().lastIndexOf('/') + 1);
        return parts.models().one(terms, id, exchange.isAnthropic());
    }

    private Future<Void> forward(Exchange exchange, Route route, VirtualKey key) {
        if (UpstreamHeaders.speaksAnthropic(route.shape())) {
            exchange.facts().drops(UpstreamHeaders.droppedBetas(exchange));
        }
        String client = key.terms().client().value();
        Body body = new Body(
                parts.bounds().space().claim(key.id(), client), parts.bounds().spool());
        exchange.atRest(body::discard);
        return parts.admission()
                .admit(
                        exchange,
                        route,
                        key,
                        () -> new BodyReader(vertx, exchange, route.bodyLimit(), body, parts.bounds()).read())
                .compose(whole -> parts.rebuilder().rebuild(exchange, route, key, whole))
                .compose(
                        ask -> parts.money().reserve(exchange, key, ask).compose(charge -> ask(exchange, ask, charge)));
    }

    private Future<Void> ask(Exchange exchange, Ask ask, Charge charge) {
        if (exchange.hungUp()) {
            return Future.succeededFuture();
        }
        if (ask.route().shape() == ApiShape.ANTHROPIC_COUNT_TOKENS
                && (!ask.model().model().can(Capability.COUNT_TOKENS)
                        || ask.size().isFarBeyond(ask.model().model().contextTokens()))) {
            exchange.estimate(ask.size().promptTokens());
            return Future.succeededFuture();
        }
        try {
            beCutOffAtClosure(exchange);
        } catch (Denied e) {
            return Future.failedFuture(e);
        }
        charge.sent();
        Attempts attempts = new Attempts(vertx, parts.upstream(), exchange, ask, parts.limits());
        if (ask.stream()) {
            new StreamedAnswer(vertx, exchange, attempts, ask, charge, parts.limits()).start();
        } else {
            new WholeAnswer(vertx, exchange, attempts, ask, charge, parts.limits()).start();
        }
        return Future.succeededFuture();
    }

    private void beCutOffAtClosure(Exchange exchange) throws Denied {
        Context context = vertx.getOrCreateContext();
        Consumer<Denied> cutOff = denied -> context.runOnContext(now -> exchange.cutOff(denied));
        exchange.atRest(() -> parts.closure().over(cutOff));
        parts.closure().begin(cutOff);
    }

    private void refuse(Exchange exchange, Throwable wrapped) {
        // A stage that waited for another one wraps its failure.
        Throwable failure =
                wrapped instanceof CompletionException && wrapped.getCause() != null ? wrapped.getCause() : wrapped;
        if (failure instanceof Denied denied) {
            exchange.refuse(denied);
            return;
        }
        exchange.broke(failure);
    }
}
