package dev.portcullis.bench;

import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.VirtualKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many calls the ledger can book in a second. All of them meet in the gateway's counters of the day and month. */
final class Pace {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int MANY = 50;
    /** As many as a gate has. */
    private static final int CONNECTIONS = 8;

    private Pace() {}

    static void measure(Report report, Ledger ledger) throws Exception {
        List<VirtualKey> keys = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            keys.add(ledger.another("key-" + i));
        }
        perSecond(ledger, keys.subList(0, 1), CONNECTIONS, WARM_UP);
        line(report, ledger, keys.subList(0, 1), 1, "one key, one connection");
        line(report, ledger, keys.subList(0, 1), CONNECTIONS, "one key, " + CONNECTIONS + " connections");
        line(report, ledger, keys, CONNECTIONS, MANY + " keys, " + CONNECTIONS + " connections");
    }

    private static void line(Report report, Ledger ledger, List<VirtualKey> keys, int threads, String who)
            throws Exception {
        report.about("reserve and settle, " + who);
        double pace = perSecond(ledger, keys, threads, TIME);
        report.figure("reserve and settle per second, " + who, String.format(Locale.ROOT, "%,.0f", pace));
    }

    private static double perSecond(Ledger ledger, List<VirtualKey> keys, int threads, Duration time)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = i;
                counts.add(pool.submit(() -> count(ledger, keys, first, threads, end)));
            }
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return all * 1e9 / (System.nanoTime() - start);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long count(Ledger ledger, List<VirtualKey> keys, int first, int step, long end)
            throws LedgerUnavailable {
        long count = 0;
        for (int i = first; System.nanoTime() < end; i += step) {
            ledger.reserveAndSettle(keys.get(i % keys.size()));
            count++;
        }
        return count;
    }
}
