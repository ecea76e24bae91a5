package dev.portcullis.gate.ledger.money;

import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rest of a virtual key's budgets and limits at one moment.
 *
 * @param budgets those that it has, the shortest period first
 * @param limits those that it has
 */
public record KeyStanding(VirtualKey key, List<Budget> budgets, List<Limit> limits) {
    public KeyStanding {
        budgets = List.copyOf(budgets);
        limits = List.copyOf(limits);
    }

    /**
     * One budget or cap.
     *
     * @param reserved for calls that are under way
     * @param resets empty for the total
     */
    public record Budget(Period period, Usd amount, Usd settled, Usd reserved, Optional<Instant> resets) {

        /** Zero when it is overspent, as after it was made smaller. */
        public Usd left() {
            return new Usd(Math.max(0, amount.micros() - settled.micros() - reserved.micros()));
        }
    }

    /**
     * One limit.
     *
     * @param resets empty for calls at once, which end when they end
     */
    public record Limit(ReserveResult.Limit kind, long most, long used, Optional<Instant> resets) {

        public long left() {
            return Math.max(0, most - used);
        }
    }
}
