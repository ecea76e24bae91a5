package dev.portcullis.gate.ledger;

import dev.portcullis.settings.Usd;
import java.time.Instant;
import java.util.Optional;

/** Whether a call may go on. */
public sealed interface Verdict {

    record Reserved(Meter meter) implements Verdict {}

    /** What is remembered of the key is out of date: look at it again. */
    record Changed() implements Verdict {}

    /** The key has expired since it was looked at. */
    record Gone() implements Verdict {}

    record TooMany(Limit limit, Meter meter) implements Verdict {}

    /**
     * No room.
     *
     * @param gateway whether it is the cap on all keys together
     * @param resets empty for a budget that never begins anew
     */
    record OverBudget(boolean gateway, Period period, Usd amount, Usd settled, Usd reserved, Optional<Instant> resets)
            implements Verdict {}

    /** Which limit. */
    enum Limit {
        REQUESTS,
        TOKENS,
        IN_FLIGHT
    }
}
