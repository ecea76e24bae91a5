package dev.portcullis.gate.money;

import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.KeyCheck;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Keys;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.KeyStanding;
import dev.portcullis.gate.ledger.money.Reservations;
import dev.portcullis.gate.ledger.money.ReserveResult;
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.gate.ledger.money.Standings;
import dev.portcullis.gate.telemetry.GateLog;
import dev.portcullis.gate.telemetry.GateMetrics;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The ledger for code that must not block. A write that fails while PostgreSQL is away is done when it is back; if the
 * gate ends before that, it leaves a lease that expires.
 */
public final class Accounts implements GateMetrics.Unsettled {
    /** One thread for each connection. */
    private static final int THREADS = 8;

    private static final long AGAIN_MS = 1_000;
    private static final long SWEEP_MS = 20_000;
    private static final long RENEW_MS = 60_000;

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final Parts parts;
    /** Each call that is not settled yet, with the money reserved for it. */
    private final Map<UUID, Usd> open = new ConcurrentHashMap<>();

    private final LateSettlements late;
    private volatile boolean ready;

    /** The parts that the ledger is made of. */
    public record Parts(
            LedgerConnections database,
            Keys keys,
            Reservations reservations,
            Standings standings,
            GateLog log,
            Clock clock) {}

    public Accounts(Vertx vertx, Parts parts) {
        this.vertx = vertx;
        this.worker = vertx.createSharedWorkerExecutor("ledger", THREADS);
        this.parts = parts;
        this.late = new LateSettlements(parts.reservations(), this::over);
    }

    /** Work on the ledger that comes before the first call. */
    public interface Preparation {
        void run(Instant now) throws LedgerUnavailable;
    }

    /** Succeeds when the first try to reach PostgreSQL is over, whatever came of it; others follow until one works. */
    public Future<?> start(Preparation preparation) {
        vertx.setPeriodic(AGAIN_MS, tick -> background(() -> late.write(now())));
        vertx.setPeriodic(
                SWEEP_MS, tick -> background(() -> parts.reservations().sweep(now())));
        vertx.setPeriodic(RENEW_MS, tick -> background(this::renew));
        return prepare(preparation);
    }

    /** Whether the schema is there and was reached at least once. */
    public boolean isReady() {
        return ready;
    }

    /** Calls of which something is still to be written, or to be looked for. */
    @Override
    public int late() {
        return late.size();
    }

    /** Calls that are not settled yet. */
    @Override
    public int unsettled() {
        return open.size();
    }

    /** The money that is reserved for them. */
    @Override
    public Usd reserved() {
        return open.values().stream().reduce(Usd.ZERO, Usd::plus);
    }

    /** See {@link Keys#remembered}. */
    Optional<VirtualKey> remembered(KeyText key, ClientName client) {
        return parts.keys().remembered(key, client, now());
    }

    Future<KeyCheck> check(KeyText key, ClientName client) {
        return ask(() -> parts.keys().check(key, client, now()));
    }

    Future<ReserveResult> reserve(Call call) {
        return ask(() -> reserveNow(call));
    }

    Future<KeyStanding> standing(VirtualKey key) {
        return ask(() -> parts.standings().of(key, now()));
    }

    /** Never fails: what cannot be written now is written later. Does nothing for a call without a reservation. */
    void settle(Settlement end) {
        if (!open.containsKey(end.id())) {
            return;
        }
        try {
            worker.executeBlocking(() -> write(end), false).onFailure(fault -> late(end, fault));
        } catch (RuntimeException | Error e) {
            late(end, e);
        }
    }

    private void late(Settlement end, Throwable fault) {
        late.add(end);
        parts.log().fault(fault);
    }

    /** Waits, blocking, until everything is settled or time is up. */
    public void drain(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private ReserveResult reserveNow(Call call) throws LedgerUnavailable {
        // Registered before the reservation exists, so that the exchange's end releases it after any failure from here
        // on.
        open.put(call.id(), call.amount());
        boolean reserved = true;
        try {
            ReserveResult verdict = parts.reservations().reserve(call, now());
            reserved = verdict instanceof ReserveResult.Reserved;
            return verdict;
        } catch (LedgerUnavailable e) {
            reserved = false;
            if (e.isMaybeDone()) {
                late.release(call.id(), now().plus(Reservations.LEASE));
            }
            throw e;
        } finally {
            if (!reserved) {
                open.remove(call.id());
            }
        }
    }

    /** Forgets a call that is settled, or whose settlement PostgreSQL refuses: its lease expires then. */
    private void over(UUID call, Optional<Throwable> refusal) {
        open.remove(call);
        refusal.ifPresent(parts.log()::fault);
    }

    private boolean write(Settlement end) {
        try {
            parts.reservations().settle(end, now());
            over(end.id(), Optional.empty());
        } catch (LedgerUnavailable e) {
            if (e.isRefusal()) {
                over(end.id(), Optional.of(e));
            } else {
                late.add(end);
            }
        }
        return true;
    }

    private boolean renew() throws LedgerUnavailable {
        if (!open.isEmpty()) {
            parts.reservations().renew(Set.copyOf(open.keySet()), now());
        }
        return true;
    }

    private Future<?> prepare(Preparation preparation) {
        return worker.executeBlocking(
                        () -> {
                            parts.database().migrate();
                            preparation.run(now());
                            ready = true;
                            return true;
                        },
                        false)
                .recover(failure -> {
                    parts.log().said("the ledger is away: " + failure.getMessage());
                    vertx.setTimer(AGAIN_MS, passed -> prepare(preparation));
                    return Future.succeededFuture(false);
                });
    }

    private <T> Future<T> ask(Callable<T> question) {
        return worker.executeBlocking(question, false)
                .recover(failure -> Future.failedFuture(
                        failure instanceof LedgerUnavailable away && !away.isRefusal()
                                ? new Denied(
                                                503,
                                                "ledger_unavailable",
                                                "The gateway cannot reach its ledger, so it forwards nothing. Try again in a moment")
                                        .retryAfter(Duration.ofSeconds(2))
                                : failure));
    }

    private void background(Callable<?> work) {
        worker.executeBlocking(work, false).onFailure(failure -> {
            // The database's own are known from elsewhere. In either case the next tick tries again.
            if (!(failure instanceof LedgerUnavailable away) || away.isRefusal()) {
                parts.log().fault(failure);
            }
        });
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
