package dev.portcullis.gate.telemetry;

import java.time.Instant;
import java.util.List;

/** Receives the activity of minutes. May block, and may throw: the minutes are then published again, unchanged. */
public interface ActivitySink {
    /** The number of minutes published together, because a service charges by the request. */
    default int minutesAtOnce() {
        return 1;
    }

    /** Publishes minutes in their order, each with its own time. */
    void publish(List<Activity.Minute> minutes);

    /** Callers have come after a quiet time; the minute's own figures follow. */
    default void begins(Instant minute, long inFlight) {}
}
