package dev.portcullis.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Requests at an even pace, however long answers take. Each is timed from the moment when it was due and not from when
 * it got away: a caller who is made to wait has waited.
 */
final class OpenLoop {
    private static final long SECOND = 1_000_000_000;
    private static final long NEAR = 100_000;

    private OpenLoop() {}

    /** @param histograms hold nanoseconds; request i counts in the one at i modulo their number */
    static void run(
            Caller caller, int perSecond, Duration time, IntFunction<Future<Void>> request, Histogram... histograms) {
        int count = (int) (perSecond * time.toSeconds());
        AtomicInteger open = new AtomicInteger(count);
        CompletableFuture<Void> all = new CompletableFuture<>();
        long start = System.nanoTime() + SECOND / 100;
        for (int i = 0; i < count && !all.isCompletedExceptionally(); i++) {
            int number = i;
            long due = start + i * SECOND / perSecond;
            waitUntil(due);
            caller.vertx()
                    .runOnContext(now -> request.apply(number)
                            .onFailure(all::completeExceptionally)
                            .onSuccess(done -> {
                                // All on one event loop: a histogram takes one writer.
                                histograms[number % histograms.length].recordValue(System.nanoTime() - due);
                                if (open.decrementAndGet() == 0) {
                                    all.complete(null);
                                }
                            }));
        }
        all.join();
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            // The system wakes a thread some 60 µs late; so close to the end it is not put to sleep again.
            if (left > NEAR) {
                LockSupport.parkNanos(left - NEAR / 2);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
