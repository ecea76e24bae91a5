package dev.portcullis.gate.closure;

import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Whether this gate lets calls through, as the ledger said when it was last asked. Until it was asked once, no call
 * passes; while the ledger is away, its last word holds.
 */
public final class Closure {
    private final ClosureRows rows;
    private final Set<Consumer<Denied>> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private volatile boolean known;
    private volatile Optional<Instant> since = Optional.empty();

    public Closure(LedgerConnections database) {
        this.rows = new ClosureRows(database);
    }

    public boolean isClosed() {
        return since.isPresent();
    }

    /** Lets a call pass, or throws. */
    public void check() throws Denied {
        Optional<Instant> closed = since;
        if (closed.isPresent()) {
            refused.incrementAndGet();
            throw denied(closed.get());
        }
        if (!known) {
            throw new Denied(
                            503,
                            "ledger_unavailable",
                            "The gateway has not read its ledger yet, so it forwards nothing. Try again in a moment")
                    .retryAfter(Duration.ofSeconds(2));
        }
    }

    /**
     * Registers a call that is about to reach a model, then checks once more: no closure falls between the two.
     *
     * @param cutOff ends its answer; called from any thread, and not after {@link #over}
     */
    public void begin(Consumer<Denied> cutOff) throws Denied {
        underWay.add(cutOff);
        check();
    }

    /** Does nothing for a call that never began. */
    public void over(Consumer<Denied> cutOff) {
        underWay.remove(cutOff);
    }

    /** Asks the ledger, blocking, and does what it says; writes down what was refused since. */
    public synchronized void look() throws LedgerUnavailable {
        Optional<Instant> closed = rows.closedSince();
        known = true;
        since = closed;
        if (closed.isPresent()) {
            cutAll(denied(closed.get()));
        }
        flush();
    }

    /** Closes the gateway, blocking; a gateway that is closed stays as it is. */
    public Closed close(String admin, String reason, String details, Instant now) throws LedgerUnavailable {
        Closed closed = rows.close(admin, reason, details, now);
        look();
        return rows.open().orElse(closed);
    }

    /** Opens it again, blocking; empty when it was open. */
    public Optional<Closed> reopen(String admin, Instant now) throws LedgerUnavailable {
        look();
        Optional<Closed> closed = rows.reopen(admin, now);
        look();
        return closed;
    }

    /** The closure as the ledger has it now, blocking. */
    public Optional<Closed> now() throws LedgerUnavailable {
        look();
        return rows.open();
    }

    private void cutAll(Denied denied) {
        for (Consumer<Denied> call : underWay) {
            if (underWay.remove(call)) {
                cut.incrementAndGet();
                call.accept(denied);
            }
        }
    }

    private void flush() throws LedgerUnavailable {
        long newlyRefused = refused.get();
        long newlyCut = cut.get();
        if (newlyRefused + newlyCut > 0) {
            rows.count(newlyRefused, newlyCut);
            refused.addAndGet(-newlyRefused);
            cut.addAndGet(-newlyCut);
        }
    }

    /** No client repeats a call after a 403, and Access answers with one too while it is closed. */
    private static Denied denied(Instant since) {
        return new Denied(
                403,
                "gateway_closed",
                "The operators of this gateway closed it at " + since + ". No call is answered until they open it");
    }
}
