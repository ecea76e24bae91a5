package dev.portcullis.gate;

import java.time.Instant;

/** Where a minute's activity goes. May block, and may throw: the minute is then published again, with its own time. */
interface ActivitySink {
    void publish(Activity.Minute minute);

    /** Callers have come after a quiet minute; the minute's figures follow when it is over. */
    default void begins(Instant minute, long inFlight) {}
}
