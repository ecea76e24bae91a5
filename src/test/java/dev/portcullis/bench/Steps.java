package dev.portcullis.bench;

import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.KeyCheck;
import dev.portcullis.gate.ledger.key.VirtualKey;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/** The time that each query of the ledger takes, from Java and back. A caller waits for the first two only. */
final class Steps {
    private static final int WARM_UP = 500;
    private static final int TIMES = 2_000;
    private static final int DIGITS = 3;

    private final Ledger ledger;
    private final Histogram check = new Histogram(DIGITS);
    private final Histogram reserve = new Histogram(DIGITS);
    private final Histogram settle = new Histogram(DIGITS);

    private Steps(Ledger ledger) {
        this.ledger = ledger;
    }

    static void measure(Report report, Ledger ledger) throws LedgerUnavailable {
        Steps steps = new Steps(ledger);
        steps.run(WARM_UP);
        steps.check.reset();
        steps.reserve.reset();
        steps.settle.reset();
        steps.run(TIMES);
        line(report, "check of a key", steps.check);
        line(report, "reserve", steps.reserve);
        line(report, "settle, when the caller has gone", steps.settle);
    }

    private void run(int times) throws LedgerUnavailable {
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            KeyCheck found = ledger.keys().check(ledger.key(), Ledger.CLIENT, Instant.now());
            long checked = System.nanoTime();
            if (!(found instanceof KeyCheck.Valid valid)) {
                throw new IllegalStateException("expected a valid key, got " + found);
            }
            call(valid.key());
            check.recordValue(checked - begin);
        }
    }

    private void call(VirtualKey payer) throws LedgerUnavailable {
        long begin = System.nanoTime();
        UUID call = ledger.reserve(payer);
        long reserved = System.nanoTime();
        ledger.settle(call);
        settle.recordValue(System.nanoTime() - reserved);
        reserve.recordValue(reserved - begin);
    }

    private static void line(Report report, String step, Histogram times) {
        report.figure(
                "ledger, one at a time: " + step + ", p50 / p99",
                String.format(
                        Locale.ROOT,
                        "%.2f / %.2f ms",
                        times.getValueAtPercentile(50) / 1e6,
                        times.getValueAtPercentile(99) / 1e6));
    }
}
