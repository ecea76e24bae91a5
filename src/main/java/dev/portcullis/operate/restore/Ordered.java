package dev.portcullis.operate.restore;

import java.time.Instant;
import java.util.Optional;

/**
 * The last order beside the host's report, which may be about an order before it.
 *
 * @param order empty before the first
 */
public record Ordered(Optional<RestoreOrder> order, RestoreOutcome outcome) {

    /** The order that the host works on or is about to find. One that it slept through is none: it refuses that. */
    public Optional<RestoreOrder> pending(Instant now) {
        return order.filter(one -> one.id().equals(outcome.id())
                ? outcome.isRunning()
                : now.isBefore(one.at().plus(RestoreOrder.FRESH)));
    }
}
