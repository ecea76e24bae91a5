package dev.portcullis.gate.ledger;

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
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** The ledger's parts on a database of their own, and the invariants that hold after whatever was done. */
public final class TestLedger implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Usd CAP = Usd.ofDollars(1_000);
    /** Also asked of a booted host. */
    private static final String WRONG_COUNTERS = resource("/dev/portcullis/local/boot/guest/wrong-counters.sql");

    static final GatewayCaps CAPS = new GatewayCaps(CAP, CAP, ZoneOffset.UTC);
    public static final ClientName LAPTOP = new ClientName("laptop");
    public static final Pepper PEPPER = new Pepper("0123456789abcdef0123456789abcdef");

    public final TestDatabase postgres = TestDatabase.fresh();
    public final LedgerConnections database = postgres.open();
    public final Keys keys = new Keys(database, PEPPER);
    public final KeyAdmin admin = new KeyAdmin(database, PEPPER);
    public final Reservations reservations;

    public TestLedger() {
        this(CAPS);
    }

    public TestLedger(GatewayCaps caps) {
        reservations = new Reservations(database, caps);
        try {
            new Clients(database).know(Set.of(LAPTOP, new ClientName("ci")), NOON);
        } catch (LedgerUnavailable e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyTerms terms(String name, Map<Period, Usd> budgets, RateLimits limits, ZoneId zone) {
        return new KeyTerms(
                name, LAPTOP, List.of("*"), Set.of("*"), zone, budgets, limits, Optional.empty(), OptionalLong.empty());
    }

    public static KeyTerms terms(Map<Period, Usd> budgets) {
        return terms("key", budgets, RateLimits.NONE, ZoneOffset.UTC);
    }

    public VirtualKey key(KeyTerms terms) throws LedgerUnavailable {
        KeyText text = admin.create(terms, "root", "{}", NOON);
        return admin.find(text.id()).orElseThrow();
    }

    public static Call call(VirtualKey key, long micros) {
        return new Call(UUID.randomUUID(), key, "sage", "chat", new Usd(micros), 10, 1);
    }

    public static Settlement settled(Call call, long micros) {
        return new Settlement(
                call.id(), Settlement.Outcome.SETTLED, Optional.of(new Usd(micros)), new Consumption(5, 7, 0, 0, 0, 0));
    }

    public long settledOf(VirtualKey key, String period) {
        return postgres.number("SELECT coalesce(sum(settled), 0) FROM key_spend WHERE key_id = '" + key.id()
                + "' AND period = '" + period + "'");
    }

    public long reservedOf(VirtualKey key, String period) {
        return postgres.number("SELECT coalesce(sum(reserved), 0) FROM key_spend WHERE key_id = '" + key.id()
                + "' AND period = '" + period + "'");
    }

    /** How many counters differ from what the ledger and the open reservations add up to. */
    public long wrongCounters() {
        return postgres.number(WRONG_COUNTERS);
    }

    private static String resource(String name) {
        try (InputStream file = TestLedger.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        postgres.close();
    }
}
