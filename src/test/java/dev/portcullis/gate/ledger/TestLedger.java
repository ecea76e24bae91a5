package dev.portcullis.gate.ledger;

import dev.portcullis.settings.ClientName;
import dev.portcullis.settings.Usd;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The ledger's parts on a database of their own, and the invariants that hold after whatever was done. */
final class TestLedger implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Usd CAP = Usd.ofDollars(1_000);
    static final GatewayCaps CAPS = new GatewayCaps(CAP, CAP, ZoneOffset.UTC);
    static final ClientName LAPTOP = new ClientName("laptop");
    static final Pepper PEPPER = new Pepper("0123456789abcdef0123456789abcdef");

    final TestDatabase postgres = TestDatabase.fresh();
    final LedgerDatabase database = postgres.open();
    final Keys keys = new Keys(database, PEPPER);
    final KeyAdmin admin = new KeyAdmin(database, PEPPER);
    final Reservations reservations;

    TestLedger() {
        this(CAPS);
    }

    TestLedger(GatewayCaps caps) {
        reservations = new Reservations(database, caps);
        try {
            new Clients(database).know(Set.of(LAPTOP, new ClientName("ci")), NOON);
        } catch (LedgerUnavailable e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyTerms terms(String name, Map<Period, Usd> budgets, RateLimits limits, ZoneId zone) {
        return new KeyTerms(name, LAPTOP, List.of("*"), Set.of("*"), zone, budgets, limits, Optional.empty());
    }

    static KeyTerms terms(Map<Period, Usd> budgets) {
        return terms("key", budgets, RateLimits.NONE, ZoneOffset.UTC);
    }

    VirtualKey key(KeyTerms terms) throws LedgerUnavailable {
        KeyText text = admin.create(terms, "root", "{}", NOON);
        return admin.find(text.id()).orElseThrow();
    }

    static Call call(VirtualKey key, long micros) {
        return new Call(UUID.randomUUID(), key, "sage", "chat", new Usd(micros), 10);
    }

    static Settlement settled(Call call, long micros) {
        return new Settlement(
                call.id(), Settlement.Outcome.SETTLED, Optional.of(new Usd(micros)), new Consumption(5, 7, 0, 0, 0, 0));
    }

    long settledOf(VirtualKey key, String period) {
        return postgres.number("SELECT coalesce(sum(settled), 0) FROM key_spend WHERE key_id = '" + key.id()
                + "' AND period = '" + period + "'");
    }

    long reservedOf(VirtualKey key, String period) {
        return postgres.number("SELECT coalesce(sum(reserved), 0) FROM key_spend WHERE key_id = '" + key.id()
                + "' AND period = '" + period + "'");
    }

    /** How many counters differ from what the ledger and the open reservations add up to. */
    long wrongCounters() {
        return postgres.number("""
                WITH truth AS (
                    SELECT key_id, p.period, p.starts_on, sum(cost) AS settled, 0 AS reserved
                    FROM ledger, LATERAL (VALUES ('day'::period, key_day),
                        ('month', date_trunc('month', key_day)::date), ('total', '-infinity')) AS p (period, starts_on)
                    GROUP BY 1, 2, 3
                    UNION ALL
                    SELECT key_id, p.period, p.starts_on, 0, sum(amount)
                    FROM reservation, LATERAL (VALUES ('day'::period, key_day),
                        ('month', date_trunc('month', key_day)::date), ('total', '-infinity')) AS p (period, starts_on)
                    GROUP BY 1, 2, 3
                    UNION ALL
                    SELECT '', p.period, p.starts_on, sum(cost), 0
                    FROM ledger, LATERAL (VALUES ('day'::period, gateway_day),
                        ('month', date_trunc('month', gateway_day)::date)) AS p (period, starts_on)
                    GROUP BY 2, 3
                    UNION ALL
                    SELECT '', p.period, p.starts_on, 0, sum(amount)
                    FROM reservation, LATERAL (VALUES ('day'::period, gateway_day),
                        ('month', date_trunc('month', gateway_day)::date)) AS p (period, starts_on)
                    GROUP BY 2, 3),
                sums AS (SELECT key_id, period, starts_on, sum(settled) AS settled, sum(reserved) AS reserved
                    FROM truth GROUP BY 1, 2, 3),
                counters AS (SELECT key_id, period, starts_on, settled, reserved FROM key_spend
                    UNION ALL SELECT '', period, starts_on, settled, reserved FROM gateway_spend)
                SELECT count(*) FROM sums FULL JOIN counters USING (key_id, period, starts_on)
                WHERE coalesce(sums.settled, 0) <> coalesce(counters.settled, 0)
                   OR coalesce(sums.reserved, 0) <> coalesce(counters.reserved, 0)
                """);
    }

    @Override
    public void close() {
        database.close();
        postgres.close();
    }
}
