package dev.portcullis.gate.ledger;

import dev.portcullis.settings.Usd;
import java.time.Instant;
import java.util.Optional;

/** Whether a call may go on. */
public sealed interface Verdict {

    record Reserved(Meter meter) implements Verdict {}

    /** The key was revoked, expired or moved since it was looked at. */
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
