package dev.portcullis.gate.money;

import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.money.Reservations;
import dev.portcullis.gate.ledger.money.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Writes that failed while PostgreSQL was away: settlements, in the order in which they came about, and calls that may
 * or may not have a reservation. Those are looked up together, in one query.
 */
final class LateSettlements {
    /** The most settlements in one tick: while they are written, no other call has that connection. */
    private static final int AT_ONCE = 500;
    /** Beyond this many, the leases of further ones end by themselves. */
    static final int MOST_DOUBTFUL = 10_000;

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private final Reservations reservations;
    private final BiConsumer<UUID, Optional<Throwable>> over;
    private final Queue<Settlement> owed = new ConcurrentLinkedQueue<>();
    /** Each doubtful call with the time until which it is looked up. */
    private final Map<UUID, Instant> doubtful = new ConcurrentHashMap<>();

    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant next = Instant.MIN;
    private volatile Duration wait = SHORTEST_WAIT;

    /** @param over is told of each call that is done with, and of the refusal or fault when it will not be written */
    LateSettlements(Reservations reservations, BiConsumer<UUID, Optional<Throwable>> over) {
        this.reservations = reservations;
        this.over = over;
    }

    void add(Settlement end) {
        owed.add(end);
    }

    /**
     * Releases a reservation that nobody was told of.
     *
     * @param until the time at which the search ends, since its lease is over
     */
    void release(UUID call, Instant until) {
        if (doubtful.size() < MOST_DOUBTFUL) {
            doubtful.put(call, until);
            next = Instant.MIN;
            wait = SHORTEST_WAIT;
        }
    }

    int size() {
        return owed.size() + doubtful.size();
    }

    /** Runs each second; returns whether it looked up doubtful calls, which it does at growing intervals. */
    boolean write(Instant now) throws LedgerUnavailable {
        if (size() == 0 || !busy.compareAndSet(false, true)) {
            return false;
        }
        try {
            writeOwed(now);
            if (doubtful.isEmpty() || now.isBefore(next)) {
                return false;
            }
            next = now.plus(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            lookForDoubtful(now);
            return true;
        } finally {
            busy.set(false);
        }
    }

    /** The first that fails ends it: the others would too. */
    private void writeOwed(Instant now) throws LedgerUnavailable {
        for (int left = AT_ONCE; left > 0; left--) {
            Settlement end = owed.peek();
            if (end == null) {
                return;
            }
            settle(end, now);
            owed.remove(end);
        }
    }

    private void lookForDoubtful(Instant now) throws LedgerUnavailable {
        for (UUID found : reservations.open(Set.copyOf(doubtful.keySet()))) {
            settle(Settlement.released(found), now);
            doubtful.remove(found);
        }
        doubtful.values().removeIf(until -> !now.isBefore(until));
    }

    private void settle(Settlement end, Instant now) throws LedgerUnavailable {
        try {
            reservations.settle(end, now);
            over.accept(end.id(), Optional.empty());
        } catch (LedgerUnavailable e) {
            if (!e.isRefusal()) {
                throw e;
            }
            over.accept(end.id(), Optional.of(e));
        } catch (RuntimeException | Error e) {
            // It must not stand in the way of the others: its lease ends it.
            over.accept(end.id(), Optional.of(e));
        }
    }
}
