package dev.portcullis.gate;

import dev.portcullis.gate.ledger.Clients;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.PostgresLogin;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import dev.portcullis.gate.ledger.key.KeyAdmin;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Pepper;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One ledger for all tests that are not about money, and one key that may do everything. */
public final class TestMoney {
    static final Pepper PEPPER = new Pepper("0123456789abcdef0123456789abcdef");
    static final GatewayCaps CAPS =
            new GatewayCaps(Usd.ofDollars(100_000_000), Usd.ofDollars(100_000_000), ZoneOffset.UTC);
    static final AdminKeyText ADMIN = new AdminKeyText(AdminKeyText.FIRST, "0".repeat(43));
    static final ClientName LAPTOP = new ClientName("laptop");

    private TestMoney() {}

    private static final class Shared {
        static final LedgerConnections DATABASE = TestDatabase.fresh().open();
        static final KeyText KEY = create(DATABASE, terms("everything", Map.of(), RateLimits.NONE));
    }

    public static LedgerConnections database() {
        return Shared.DATABASE;
    }

    /** The whole text of the shared virtual key, as a caller sends it. */
    static String key() {
        return Shared.KEY.text();
    }

    static String keyId() {
        return Shared.KEY.id();
    }

    public static KeyTerms terms(String name, Map<Period, Usd> budgets, RateLimits limits) {
        return new KeyTerms(
                name,
                LAPTOP,
                List.of("*"),
                Set.of("*"),
                ZoneOffset.UTC,
                budgets,
                limits,
                Optional.empty(),
                OptionalLong.empty());
    }

    public static KeyText create(LedgerConnections database, KeyTerms terms) {
        try {
            Instant now = Instant.parse("2026-11-01T00:00:00Z");
            new Clients(database).know(Set.of(terms.client()), now);
            return new KeyAdmin(database, PEPPER).create(terms, "test", "{}", now);
        } catch (LedgerUnavailable e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a gate that is given its database. */
    static PostgresLogin unused() {
        return new PostgresLogin("127.0.0.1", 1, "unused", "unused", "");
    }
}
