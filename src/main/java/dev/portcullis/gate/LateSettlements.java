package dev.portcullis.gate;

import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.Reservations;
import dev.portcullis.gate.ledger.Settlement;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What could not be written while PostgreSQL was away, in the order in which it came about. */
final class LateSettlements {
    private final Reservations reservations;
    private final Queue<Late> queue = new ConcurrentLinkedQueue<>();

    /** @param doubtful whether the reservation may still be on its way, so that finding none proves nothing yet */
    private record Late(Settlement settlement, boolean doubtful, Instant until) {}

    LateSettlements(Reservations reservations) {
        this.reservations = reservations;
    }

    void add(Settlement end) {
        queue.add(new Late(end, false, Instant.MAX));
    }

    /**
     * Gives back a reservation that nobody was told of.
     *
     * @param until when it is no longer looked for, since its lease is over
     */
    void release(UUID call, Instant until) {
        queue.add(new Late(Settlement.released(call), true, until));
    }

    /** Each once; what cannot be written even now stays. */
    boolean write(Instant now, Consumer<UUID> written) throws LedgerUnavailable {
        for (int left = queue.size(); left > 0; left--) {
            Late next = queue.poll();
            if (next == null) {
                return true;
            }
            boolean found;
            try {
                found = reservations.settle(next.settlement(), now);
            } catch (LedgerUnavailable e) {
                queue.add(next);
                throw e;
            }
            if (next.doubtful() && !found && now.isBefore(next.until())) {
                queue.add(next);
            }
            written.accept(next.settlement().id());
        }
        return true;
    }
}
