package dev.portcullis.gate.telemetry;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings each minute's activity to its sink with that minute's time, so that every minute has figures whatever second
 * the gate began in. The first call after a quiet time is told at once: an idle stop looks for it.
 */
public final class ActivityPublisher {
    /** Minutes that wait for a sink that is away. */
    private static final int KEPT = 60;

    private final Activity activity;
    private final BooleanSupplier update;
    private final ActivitySink sink;
    private final GateLog log;
    private final InstantSource clock;
    private final Deque<Activity.Minute> waiting = new ArrayDeque<>();
    private Instant minute;
    /** The newest minute with callers that the sink knows of. */
    private @Nullable Instant busy;

    /** @param update whether the host is busy with itself, which counts like a call in flight */
    public ActivityPublisher(
            Activity activity, BooleanSupplier update, ActivitySink sink, GateLog log, InstantSource clock) {
        this.activity = activity;
        this.update = update;
        this.sink = sink;
        this.log = log;
        this.clock = clock;
        this.minute = clock.instant().truncatedTo(MINUTES);
    }

    /** Every few seconds. May block. Zeros are published too: silence would look like a gate that is gone. */
    public synchronized void tick() {
        Instant now = clock.instant().truncatedTo(MINUTES);
        boolean over = !now.equals(minute);
        if (over) {
            end(activity.take(minute));
            minute = now;
        }
        if (update.getAsBoolean()) {
            activity.hold();
        }
        try {
            if (over && waiting.size() >= sink.minutesAtOnce()) {
                publish();
            }
            if (activity.most() > 0 && isQuiet()) {
                sink.begins(minute, activity.most());
                busy = minute;
            }
        } catch (RuntimeException | Error e) {
            log.fault(e);
        }
    }

    /** When the gate ends: what waits, and the minute so far, which the next gate can add to. */
    public synchronized void flush() {
        end(activity.take(minute));
        try {
            publish();
        } catch (RuntimeException | Error e) {
            log.fault(e);
        }
    }

    /**
     * Whether the sink may know of no use as recent as what one publication holds. A window of idleness is never shorter
     * than that, so a busy minute within it speaks for the calls that come after it, until their own minutes are there.
     */
    private boolean isQuiet() {
        return busy == null || busy.isBefore(minute.minus(sink.minutesAtOnce(), MINUTES));
    }

    private void end(Activity.Minute figures) {
        waiting.add(figures);
        if (waiting.size() > KEPT) {
            waiting.remove();
        }
    }

    private void publish() {
        List<Activity.Minute> minutes = List.copyOf(waiting);
        sink.publish(minutes);
        minutes.stream().filter(Activity.Minute::isBusy).forEach(published -> busy = published.start());
        waiting.clear();
    }
}
