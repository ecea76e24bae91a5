package dev.portcullis.gate.admin;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.gate.access.Visitor;
import dev.portcullis.gate.closure.Closure;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import dev.portcullis.gate.ledger.key.Pepper;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.gate.telemetry.Refusals;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.ClientName;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The API as a handler of requests: for a listener that only the host can reach, and behind a lock for operators. */
public final class AdminApi {
    /** Ten times the longest terms that a virtual key can have. */
    private static final int BODY_LIMIT = 64 * 1024;
    /** Few, since calls to models have the first right to the database. */
    private static final int THREADS = 2;

    private static final String VISITOR = "visitor";

    private static final Map<Integer, String> REFUSED = Map.of(
            400, "request: it is malformed. Check its path, query and headers",
            404, "path: this API has no such path. See /openapi.yaml",
            405, "method: this path does not take it. See /openapi.yaml",
            413, "body: it is longer than " + BODY_LIMIT + " bytes");

    private final Operations operations;
    private final WorkerExecutor executor;
    private final Clock clock;

    /**
     * The parts of the gate that the API uses.
     *
     * @param clients those with a service token now
     * @param firstKey named {@link AdminKeyText#FIRST}
     * @param metrics all of them, in Prometheus's text format
     * @param faults is told of each exception that no answer expects
     */
    public record Parts(
            Vertx vertx,
            LedgerConnections database,
            Pepper pepper,
            GatewayCaps caps,
            Catalogue catalogue,
            Routes routes,
            Set<ClientName> clients,
            AdminKeyText firstKey,
            Closure closure,
            Refusals refusals,
            Supplier<byte[]> metrics,
            Clock clock,
            Consumer<Throwable> faults) {}

    private AdminApi(Parts parts) {
        operations = new Operations(parts);
        executor = parts.vertx().createSharedWorkerExecutor("admin", THREADS);
        clock = parts.clock();
    }

    /** Names the one who asks, or fails with {@link Denied}. */
    public interface Lock {
        CompletionStage<Visitor> admit(HttpServerRequest request);
    }

    /** Is told of every request that came to the lock, once it is answered; the name is empty for one that was refused. */
    public interface Witness {
        void saw(String name, HttpServerRequest request);
    }

    /** All paths below {@code /admin/}, and {@code /openapi.yaml}, which needs no key; any other is a 404. */
    public static Router router(Parts parts) {
        return router(parts, Router.router(parts.vertx()));
    }

    /** The same for those whom a lock admits, before anything of a body is read. */
    public static Router router(Parts parts, Lock lock, Witness witness) {
        Router router = Router.router(parts.vertx());
        router.route().handler(context -> admit(context, lock, witness));
        return router(parts, router);
    }

    private static void admit(RoutingContext context, Lock lock, Witness witness) {
        HttpServerRequest request = context.request();
        context.addEndHandler(ended -> witness.saw(
                Optional.<Visitor>ofNullable(context.get(VISITOR))
                        .map(Visitor::name)
                        .orElse(""),
                request));
        request.pause();
        Future.fromCompletionStage(lock.admit(request), context.vertx().getOrCreateContext())
                .onSuccess(visitor -> {
                    context.put(VISITOR, visitor);
                    request.resume();
                    context.next();
                })
                .onFailure(failure -> refuse(context, failure));
    }

    /** Nothing more of the request is read, so its connection cannot be used again. */
    private static void refuse(RoutingContext context, Throwable failure) {
        HttpServerRequest request = context.request();
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Denied denied) {
            context.response().putHeader("connection", "close");
            send(context.response(), AdminAnswer.failure(denied.status(), denied.code(), denied.message()))
                    .onComplete(sent -> request.connection().close());
        } else {
            request.resume();
            context.fail(cause);
        }
    }

    private static Router router(Parts parts, Router router) {
        AdminApi api = new AdminApi(parts);
        Buffer description = description();
        router.get("/openapi.yaml")
                .handler(context -> context.response()
                        .putHeader("content-type", "application/yaml; charset=utf-8")
                        .end(description));
        router.route("/admin/*").handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        for (Endpoint endpoint : api.operations.all()) {
            router.route(endpoint.method(), endpoint.path()).handler(context -> api.answer(endpoint, context));
        }
        REFUSED.forEach((status, message) -> router.errorHandler(
                status, context -> send(context.response(), AdminAnswer.failure(status, "refused", message))));
        router.errorHandler(500, context -> {
            parts.faults().accept(context.failure());
            send(context.response(), AdminAnswer.failure(500, "fault", "The gate failed; its log says where"));
        });
        return router;
    }

    private void answer(Endpoint endpoint, RoutingContext context) {
        Operations.Request request = new Operations.Request(
                Optional.ofNullable(context.get(VISITOR)),
                context.request().headers().getAll("authorization"),
                context.pathParams().values().stream().findFirst().orElse(""),
                lists(context.queryParams()),
                context.body().buffer() == null
                        ? Buffer.buffer()
                        : context.body().buffer(),
                clock.instant());
        executor.executeBlocking(() -> operations.answer(endpoint, request), false)
                .onSuccess(answer -> {
                    try {
                        send(context.response(), answer);
                    } catch (RuntimeException | Error e) {
                        context.fail(e);
                    }
                })
                .onFailure(context::fail);
    }

    private static Map<String, List<String>> lists(MultiMap parameters) {
        return parameters.names().stream().collect(Collectors.toMap(name -> name, parameters::getAll));
    }

    private static Future<Void> send(HttpServerResponse response, AdminAnswer answer) {
        response.setStatusCode(answer.status())
                .putHeader("content-type", answer.contentType())
                .putHeader("cache-control", "no-store")
                .putHeader("x-content-type-options", "nosniff");
        if (answer.status() == 401) {
            response.putHeader("www-authenticate", "Bearer");
        }
        if (answer.status() == 503) {
            response.putHeader("retry-after", "1");
        }
        return response.end(answer.content());
    }

    private static Buffer description() {
        try (InputStream file = AdminApi.class.getResourceAsStream("openapi.yaml")) {
            if (file == null) {
                throw new IllegalStateException("openapi.yaml is not in the jar");
            }
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
