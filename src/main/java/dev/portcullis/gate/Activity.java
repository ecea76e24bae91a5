package dev.portcullis.gate;

import java.util.concurrent.atomic.AtomicLong;

/** What the idle stop looks at: how many callers were let in since the last look, and how many were there at once. */
final class Activity {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong most = new AtomicLong();

    void began() {
        requests.incrementAndGet();
        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    }

    void ended() {
        inFlight.decrementAndGet();
    }

    long inFlight() {
        return inFlight.get();
    }

    /**
     * One minute's figures.
     *
     * @param requests let in
     * @param inFlight the most at any moment
     */
    record Minute(long requests, long inFlight) {}

    /** The figures since the last call. A stream that is open all the while counts in each minute. */
    Minute take() {
        return new Minute(requests.getAndSet(0), most.getAndSet(inFlight.get()));
    }

    /** Puts back what could not be published. */
    void giveBack(Minute minute) {
        requests.addAndGet(minute.requests());
        most.accumulateAndGet(minute.inFlight(), Math::max);
    }
}
