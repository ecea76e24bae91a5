package dev.portcullis.gate;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brings each minute's activity to its sink with that minute's time, so that every minute has figures whatever second
 * the gate began in. The first call after a quiet minute is told at once: an idle stop looks for it.
 */
final class ActivityPublisher {
    /** Minutes that wait for a sink that is away. */
    private static final int KEPT = 60;

    private final Activity activity;
    private final ActivitySink sink;
    private final GateLog log;
    private final InstantSource clock;
    private final Deque<Activity.Minute> waiting = new ArrayDeque<>();
    private Instant minute;
    private boolean told;

    ActivityPublisher(Activity activity, ActivitySink sink, GateLog log, InstantSource clock) {
        this.activity = activity;
        this.sink = sink;
        this.log = log;
        this.clock = clock;
        this.minute = clock.instant().truncatedTo(MINUTES);
    }

    /** Every few seconds. May block. Zeros are published too: silence would look like a gate that is gone. */
    synchronized void tick() {
        Instant now = clock.instant().truncatedTo(MINUTES);
        boolean over = !now.equals(minute);
        if (over) {
            end(activity.take(minute));
            minute = now;
        }
        boolean begins = !told && activity.most() > 0;
        told |= begins;
        try {
            if (over) {
                publish();
            }
            if (begins) {
                sink.begins(minute, activity.most());
            }
        } catch (RuntimeException | Error e) {
            log.fault(e);
        }
    }

    private void end(Activity.Minute figures) {
        told = figures.isBusy();
        waiting.add(figures);
        if (waiting.size() > KEPT) {
            waiting.remove();
        }
    }

    private void publish() {
        for (Activity.Minute next = waiting.peek(); next != null; next = waiting.peek()) {
            sink.publish(next);
            waiting.remove();
        }
    }
}
