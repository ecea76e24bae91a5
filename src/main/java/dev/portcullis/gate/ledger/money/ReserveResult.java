package dev.portcullis.gate.ledger.money;

import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.util.Optional;

/** Whether a call may go on. */
public sealed interface ReserveResult {

    record Reserved(Meter meter) implements ReserveResult {}

    /** The cached terms of the key are out of date: read them again. */
    record Changed() implements ReserveResult {}

    /** The key has expired since it was looked at. */
    record Gone() implements ReserveResult {}

    record TooMany(Limit limit, Meter meter) implements ReserveResult {}

    /**
     * No room.
     *
     * @param gateway whether it is the cap on all keys together
     * @param resets empty for a budget that never resets
     */
    record OverBudget(boolean gateway, Period period, Usd amount, Usd settled, Usd reserved, Optional<Instant> resets)
            implements ReserveResult {}

    /** The limit that was reached. */
    enum Limit {
        REQUESTS,
        TOKENS,
        IN_FLIGHT
    }
}
