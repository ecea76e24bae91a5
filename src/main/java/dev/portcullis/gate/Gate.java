package dev.portcullis.gate;

import dev.portcullis.gate.access.AccessTokens;
import dev.portcullis.gate.access.KeySource;
import dev.portcullis.gate.access.OperatorsLock;
import dev.portcullis.gate.access.SigningKeys;
import dev.portcullis.gate.admin.AdminApi;
import dev.portcullis.gate.admin.DeclaredKeys;
import dev.portcullis.gate.alert.AlertPost;
import dev.portcullis.gate.alert.Alerts;
import dev.portcullis.gate.alert.HostWatch;
import dev.portcullis.gate.closure.Closure;
import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.config.GateConfig.OperatorsDoor;
import dev.portcullis.gate.config.Limits;
import dev.portcullis.gate.exchange.BodyReader;
import dev.portcullis.gate.exchange.Cors;
import dev.portcullis.gate.exchange.Rebuilder;
import dev.portcullis.gate.exchange.Spool;
import dev.portcullis.gate.ledger.Clients;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.key.Keys;
import dev.portcullis.gate.ledger.key.StackKeys;
import dev.portcullis.gate.ledger.key.StackKeys.StackKey;
import dev.portcullis.gate.ledger.money.Reservations;
import dev.portcullis.gate.ledger.money.Standings;
import dev.portcullis.gate.money.Accounts;
import dev.portcullis.gate.money.Admission;
import dev.portcullis.gate.money.Money;
import dev.portcullis.gate.share.BodySpace;
import dev.portcullis.gate.telemetry.Activity;
import dev.portcullis.gate.telemetry.ActivityPublisher;
import dev.portcullis.gate.telemetry.ActivitySink;
import dev.portcullis.gate.telemetry.GateLog;
import dev.portcullis.gate.telemetry.GateMetrics;
import dev.portcullis.gate.telemetry.HostUpdate;
import dev.portcullis.gate.telemetry.Refusals;
import dev.portcullis.gate.upstream.Upstream;
import dev.portcullis.gate.wire.Hosts;
import dev.portcullis.gate.wire.StrictHttp;
import dev.portcullis.input.BadInput;
import dev.portcullis.settings.value.ClientName;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running gate: the callers' listener, the admin listener, and the minute's activity. */
public final class Gate implements AutoCloseable {
    private static final int THREADS = 2;
    private static final long ACTIVITY_MS = 1_000;
    /** The longest that a gate goes on after another one that shares its ledger was told to close. */
    private static final long CLOSURE_MS = 1_000;

    private static final long ALERTS_MS = 5_000;

    /** Written by the code that applies the desired state of a host; other machines have none. */
    private static final Path HOST_OUTCOME = Path.of("/var/lib/portcullis/outcome.json");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(THREADS));
    private final Queue<HttpServer> listeners = new ConcurrentLinkedQueue<>();
    private final Setting setting;
    private final Activity activity = new Activity();
    private final SigningKeys keys;
    private final Upstream upstream;
    private final HttpServer admin;
    private final Optional<HttpServer> door;
    private final Accounts accounts;
    private final Closure closure;
    private final Refusals refusals;
    private final ActivityPublisher publisher;
    private final Alerts alerts;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** The parts that a test replaces. */
    record Setting(Limits limits, LedgerConnections database, ActivitySink sink, GateLog log, Clock clock) {}

    private Gate(GateConfig config, Setting setting) {
        this.setting = setting;
        vertx.exceptionHandler(setting.log()::fault);
        Spool.sweep(config.calls().spool());
        keys = new SigningKeys(new KeySource(vertx, config.callers().access().keys()), setting.clock());
        upstream = new Upstream(vertx, config.liteLlm());
        closure = new Closure(setting.database());
        refusals = new Refusals(setting.clock().instant());
        BodySpace space =
                new BodySpace(setting.limits().allBodies(), setting.limits().allInMemory());
        accounts = new Accounts(
                vertx,
                new Accounts.Parts(
                        setting.database(),
                        new Keys(setting.database(), config.ledger().pepper()),
                        new Reservations(setting.database(), config.ledger().caps()),
                        new Standings(setting.database()),
                        setting.log(),
                        setting.clock()));
        GateMetrics metrics = new GateMetrics(refusals, activity, space, accounts, closure::isClosed);
        AdminApi.Parts api = api(config, metrics);
        door = config.door().map(some -> door(config, some, api));
        admin = vertx.createHttpServer(Listener.options(config.listening().admin()))
                .connectionHandler(connection -> StrictHttp.guard(connection, Listener.LONGEST_HEAD))
                .requestHandler(new Admin(
                        keys,
                        upstream,
                        accounts::isReady,
                        metrics,
                        stopping::get,
                        AdminApi.router(api),
                        setting.log()::fault));
        Chain.Parts parts = parts(config, space, metrics);
        alerts = new Alerts(alertParts(config, metrics));
        HostUpdate update = new HostUpdate(HostUpdate.MARK, setting.clock());
        publisher = new ActivityPublisher(activity, update, setting.sink(), setting.log(), setting.clock());
        try {
            await(accounts.start(preparation(config)));
            door.ifPresent(server -> await(server.listen()));
            await(vertx.deployVerticle(
                    () -> new Listener(config.listening().callers(), parts, listeners::add),
                    new DeploymentOptions().setInstances(THREADS)));
            // Last, because it says that the gate is ready, and callers come on that word.
            await(admin.listen());
        } catch (CompletionException | BadInput e) {
            await(vertx.close());
            throw e;
        }
        keys.refresh();
        tellActivity();
        watchClosure();
        watchAlerts();
    }

    /** The declared keys are read before: a mistake in one ends the start. */
    private Accounts.Preparation preparation(GateConfig config) {
        Set<ClientName> clients = config.callers().names();
        DeclaredKeys reader = new DeclaredKeys(
                clients, config.offer().catalogue(), config.offer().routes());
        List<StackKey> declared = config.declared().stream()
                .map(key -> reader.read(key.client(), key.secret(), key.graceUntil(), key.terms()))
                .toList();
        return now -> {
            closure.look();
            new Clients(setting.database()).know(clients, now);
            new StackKeys(setting.database(), config.ledger().pepper()).apply(declared, now);
        };
    }

    /** Each look waits for the one before: a sink that is away must not pile them up. */
    private void tellActivity() {
        if (!stopping.get()) {
            vertx.setTimer(
                    ACTIVITY_MS,
                    timer -> vertx.executeBlocking(() -> {
                                publisher.tick();
                                return true;
                            })
                            .onComplete(looked -> tellActivity()));
        }
    }

    /** A ledger that is away is known from elsewhere, and the next look tries again. */
    private void watchClosure() {
        if (!stopping.get()) {
            vertx.setTimer(
                    CLOSURE_MS,
                    timer -> vertx.executeBlocking(() -> {
                                closure.look();
                                return true;
                            })
                            .onComplete(looked -> watchClosure()));
        }
    }

    /** Another look follows a failed one too: the ledger has the alerts that are still to be told. */
    private void watchAlerts() {
        if (!stopping.get()) {
            vertx.setTimer(ALERTS_MS, timer -> alerts.tick().onComplete(looked -> watchAlerts()));
        }
    }

    private Alerts.Parts alertParts(GateConfig config, GateMetrics metrics) {
        return new Alerts.Parts(
                vertx,
                setting.database(),
                config.ledger().caps(),
                config.webhooks(),
                config.callers().hosts().stream().sorted().findFirst().orElse("gateway"),
                new AlertPost(vertx),
                new HostWatch(config.offer().catalogue(), HOST_OUTCOME),
                refusals,
                metrics::alerted,
                setting.log(),
                setting.clock());
    }

    /** Listens when it returns. Fails with a {@link CompletionException} when a port is taken. */
    static Gate start(GateConfig config, Setting setting) {
        return new Gate(config, setting);
    }

    /** Runs a gate from its one file, whose path is the only argument, until the process is told to stop. */
    public static void main(String[] args) {
        System.exit(Launch.run(args, System.err));
    }

    private Chain.Parts parts(GateConfig config, BodySpace space, GateMetrics metrics) {
        return new Chain.Parts(
                new Hosts(config.callers().hosts()),
                config.offer().routes(),
                new AccessTokens(config.callers().access(), config.callers().clients(), keys, setting.clock()),
                closure,
                new BodyReader.Bounds(setting.limits(), space, config.calls().spool()),
                new Rebuilder(
                        vertx,
                        config.offer().catalogue(),
                        config.offer().geography(),
                        config.calls().usualOutput()),
                new Admission(accounts, setting.clock()),
                new Money(
                        vertx,
                        accounts,
                        setting.clock(),
                        config.calls().usualOutput(),
                        config.offer().guardrail()),
                upstream,
                new ModelList(config.offer().catalogue(), config.offer().geography()),
                new Cors(config.callers().origins()),
                activity,
                metrics,
                setting.log());
    }

    /** The operators' listener is a third one, so that no mistake about a path or a name can lead there from another. */
    private HttpServer door(GateConfig config, OperatorsDoor some, AdminApi.Parts api) {
        OperatorsLock lock = new OperatorsLock(config.callers().access(), some, keys, setting.clock());
        Router router = AdminApi.router(
                api,
                lock::admit,
                (who, request) -> setting.log()
                        .operator(
                                who,
                                request.method().name(),
                                request.path(),
                                request.response().getStatusCode()));
        return vertx.createHttpServer(Listener.bounded(some.port()))
                .connectionHandler(connection -> StrictHttp.guard(connection, Listener.LONGEST_HEAD))
                .requestHandler(router)
                .invalidRequestHandler(Listener::refuse);
    }

    private AdminApi.Parts api(GateConfig config, GateMetrics metrics) {
        return new AdminApi.Parts(
                vertx,
                setting.database(),
                config.ledger().pepper(),
                config.ledger().caps(),
                config.offer().catalogue(),
                config.offer().routes(),
                config.callers().names(),
                config.ledger().firstKey(),
                closure,
                refusals,
                metrics::all,
                setting.clock(),
                setting.log()::fault);
    }

    int port() {
        return listeners.element().actualPort();
    }

    int adminPort() {
        return admin.actualPort();
    }

    /** Empty when nobody operates from outside. */
    Optional<Integer> doorPort() {
        return door.map(HttpServer::actualPort);
    }

    public Activity activity() {
        return activity;
    }

    /** Takes no new connection, waits for the requests under way, and cuts off those that take longer than allowed. */
    @Override
    public void close() {
        if (stopping.getAndSet(true)) {
            return;
        }
        long patience = setting.limits().shutdown().toMillis();
        await(Future.all(listeners.stream()
                .map(listener -> listener.shutdown(patience, TimeUnit.MILLISECONDS))
                .toList()));
        drain();
        publisher.flush();
        await(vertx.close());
    }

    /** Returns once every call that is over is in the ledger, or time is up. */
    void drain() {
        accounts.drain(setting.limits().shutdown());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
