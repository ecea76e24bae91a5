package dev.portcullis.gate.ledger;

import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.Reservations;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A ledger with one key, for tests of what is written late. */
public final class LateLedger implements AutoCloseable {
    private final TestLedger ledger = new TestLedger();
    private final VirtualKey key;

    public LateLedger() throws LedgerUnavailable {
        key = ledger.key(TestLedger.terms(Map.of()));
    }

    public Reservations reservations() {
        return ledger.reservations;
    }

    public UUID reserve(Instant now) throws LedgerUnavailable {
        Call call = TestLedger.call(key, 5);
        ledger.reservations.reserve(call, now);
        return call.id();
    }

    public long reserved() {
        return ledger.reservedOf(key, "total");
    }

    @Override
    public void close() {
        ledger.close();
    }
}
