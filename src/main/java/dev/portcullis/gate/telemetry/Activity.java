package dev.portcullis.gate.telemetry;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The activity that the idle stop reads: the callers let in since the last poll, and the most at once. */
public final class Activity {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong most = new AtomicLong();

    /** A caller that is let in: its end counts only when its beginning did. */
    public final class Visit {
        private boolean counted;

        public void begin() {
            requests.incrementAndGet();
            long now = inFlight.incrementAndGet();
            counted = true;
            most.accumulateAndGet(now, Math::max);
        }

        public void end() {
            if (counted) {
                counted = false;
                inFlight.decrementAndGet();
            }
        }
    }

    public long inFlight() {
        return inFlight.get();
    }

    /**
     * One minute's figures.
     *
     * @param start its first second
     * @param requests let in
     * @param inFlight the most at any moment
     */
    public record Minute(Instant start, long requests, long inFlight) {
        boolean isBusy() {
            return inFlight > 0;
        }
    }

    /** The figures since the last call. A stream that is open all the while counts in each minute. */
    Minute take(Instant start) {
        return new Minute(start, requests.getAndSet(0), most.getAndSet(inFlight.get()));
    }

    /** Counts the host's own work at this moment like one more call in flight; it is no request. */
    void hold() {
        most.accumulateAndGet(inFlight.get() + 1, Math::max);
    }

    /** The most at once since the last {@link #take}. */
    long most() {
        return most.get();
    }
}
