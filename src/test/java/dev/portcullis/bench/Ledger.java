package dev.portcullis.bench;

import dev.portcullis.gate.ledger.Clients;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.KeyAdmin;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Keys;
import dev.portcullis.gate.ledger.key.Pepper;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.Consumption;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.gate.ledger.money.Reservations;
import dev.portcullis.gate.ledger.money.ReserveResult;
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** The gate's own ledger without a gate, and keys that have every budget and limit and never reach one. */
record Ledger(LedgerConnections database, KeyAdmin admin, Keys keys, Reservations reservations, KeyText key)
        implements AutoCloseable {
    static final String PEPPER = "0123456789abcdef0123456789abcdef";
    static final ClientName CLIENT = new ClientName("bench");

    private static final Usd PLENTY = Usd.ofDollars(100_000_000);
    private static final OptionalLong MANY = OptionalLong.of(1_000_000_000_000L);

    static Ledger in(Postgres postgres) throws LedgerUnavailable {
        LedgerConnections database = LedgerConnections.of(postgres.config());
        database.migrate();
        new Clients(database).know(Set.of(CLIENT), Instant.now());
        Pepper pepper = new Pepper(PEPPER);
        KeyAdmin admin = new KeyAdmin(database, pepper);
        return new Ledger(
                database,
                admin,
                new Keys(database, pepper),
                new Reservations(database, new GatewayCaps(PLENTY, PLENTY, ZoneOffset.UTC)),
                create(admin, "first"));
    }

    VirtualKey another(String name) throws LedgerUnavailable {
        return admin.find(create(admin, name).id()).orElseThrow();
    }

    /** A key that may spend so much in all. */
    KeyText capped(String name, Usd total) throws LedgerUnavailable {
        KeyTerms terms = new KeyTerms(
                name,
                CLIENT,
                List.of("*"),
                Set.of("*"),
                ZoneOffset.UTC,
                Map.of(Period.TOTAL, total),
                RateLimits.NONE,
                Optional.empty(),
                OptionalLong.empty());
        return admin.create(terms, "bench", "{}", Instant.now());
    }

    /** One call from beginning to end. */
    void reserveAndSettle(VirtualKey payer) throws LedgerUnavailable {
        settle(reserve(payer));
    }

    UUID reserve(VirtualKey payer) throws LedgerUnavailable {
        Call call = new Call(UUID.randomUUID(), payer, "nova-pro", "chat", new Usd(9_000), 100, 1);
        ReserveResult verdict = reservations.reserve(call, Instant.now());
        if (!(verdict instanceof ReserveResult.Reserved)) {
            throw new IllegalStateException("expected a reservation, got " + verdict);
        }
        return call.id();
    }

    void settle(UUID call) throws LedgerUnavailable {
        Consumption used = new Consumption(100, 50, 0, 0, 0, 0);
        boolean written = reservations.settle(
                new Settlement(call, Settlement.Outcome.SETTLED, Optional.of(new Usd(240)), used), Instant.now());
        if (!written) {
            throw new IllegalStateException("expected a settlement, got none");
        }
    }

    private static KeyText create(KeyAdmin admin, String name) throws LedgerUnavailable {
        KeyTerms terms = new KeyTerms(
                name,
                CLIENT,
                List.of("*"),
                Set.of("*"),
                ZoneOffset.UTC,
                Map.of(Period.DAY, PLENTY, Period.MONTH, PLENTY, Period.TOTAL, PLENTY),
                new RateLimits(MANY, MANY, MANY),
                Optional.empty(),
                OptionalLong.empty());
        return admin.create(terms, "bench", "{}", Instant.now());
    }

    @Override
    public void close() {
        database.close();
    }
}
