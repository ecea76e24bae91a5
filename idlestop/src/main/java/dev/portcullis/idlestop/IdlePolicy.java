package dev.portcullis.idlestop;

import static java.time.temporal.ChronoUnit.MINUTES;

import dev.portcullis.idlestop.IdleDecision.Alarm;
import dev.portcullis.idlestop.IdleDecision.Keep;
import dev.portcullis.idlestop.IdleDecision.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides from what was seen, without clock or network. Idle means: every minute of a window as long as {@code
 * idleStopAfter} was seen, with no request and nothing in flight. Only that stops the instance.
 *
 * <p>A minute without data counts as busy. Since a gate that is down has no data either, an instance kept up by nothing
 * but missing data for {@link #PATIENCE} is an alarm for a person; it is not stopped blindly.
 *
 * <p>The clocks of host and function may differ. A host up to {@link #SETTLING} behind is judged as usual; one further
 * behind leaves a gap at the window's end, which keeps it up and in the end alarms. Minutes that lie in the future are
 * believed when they are busy and not needed when they are not.
 */
final class IdlePolicy {
    /** A gateway needs minutes from power-on to its first answer, and the person who started it some more to use it. */
    static final Duration BOOT_GRACE = Duration.ofMinutes(10);

    /**
     * The gate publishes five minutes together, and CloudWatch shows them up to some minutes later. So many of the newest
     * minutes may be missing without that being a gap: the window then ends at the newest one that was seen. A call that
     * begins in them after a quiet time is told at once, and seen by a second look before the stop.
     */
    static final Duration SETTLING = Duration.ofMinutes(8);

    static final Duration PATIENCE = Duration.ofMinutes(60);

    private final Duration idleStopAfter;
    private final AwakeTime awake;

    IdlePolicy(Duration idleStopAfter, AwakeTime awake) {
        this.idleStopAfter = idleStopAfter;
        this.awake = awake;
    }

    /** The span that {@link #decide} looks back over. */
    Instant from(Instant now) {
        return now.truncatedTo(MINUTES).minus(idleStopAfter).minus(PATIENCE).minus(SETTLING);
    }

    IdleDecision decide(Instant now, IdleHost host, List<DataPoint> points) {
        if (!host.running()) {
            return new Keep("the instance is " + host.state() + ", there is nothing to stop");
        }
        RunActivity activity = new RunActivity(host, points);
        return silence(now, host, activity)
                .or(() -> window(now))
                .or(() -> grace(now, host))
                .or(() -> use(now, activity))
                .or(() -> gaps(now, host, activity))
                .orElseGet(() -> new Stop("no request and nothing in flight from " + windowStart(now, activity) + " to "
                        + windowEnd(now, activity) + ", " + text(idleStopAfter)));
    }

    private static Optional<IdleDecision> silence(Instant now, IdleHost host, RunActivity activity) {
        Instant since = activity.newest().map(IdlePolicy::next).orElse(host.launched());
        Duration silence = Duration.between(since, now);
        if (silence.compareTo(PATIENCE) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Alarm("running without any metric for " + text(silence)
                + ": see whether the gate is up, stop the instance by hand if it is not needed"));
    }

    /** After the alarm for a host that nobody can see, which is worth a person's look at any time. */
    private Optional<IdleDecision> window(Instant now) {
        return awake.holds(now)
                ? Optional.of(new Keep("the setting awake keeps the host up at this time"))
                : Optional.empty();
    }

    private Optional<IdleDecision> grace(Instant now, IdleHost host) {
        Duration up = Duration.between(host.launched(), now);
        Duration grace = idleStopAfter.compareTo(BOOT_GRACE) < 0 ? BOOT_GRACE : idleStopAfter;
        if (up.compareTo(grace) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Keep("started " + text(up) + " ago, it has " + text(grace) + " from its start"));
    }

    private Optional<IdleDecision> use(Instant now, RunActivity activity) {
        return activity.lastBusy()
                .filter(point -> !point.minute().isBefore(windowStart(now, activity)))
                .map(point -> new Keep("InFlight was %.0f at %s, %s without are needed"
                        .formatted(point.inFlight(), point.minute(), text(idleStopAfter))));
    }

    private Optional<IdleDecision> gaps(Instant now, IdleHost host, RunActivity activity) {
        long gaps = activity.gaps(windowStart(now, activity), windowEnd(now, activity));
        if (gaps == 0) {
            return Optional.empty();
        }
        String gap = gaps + " of " + idleStopAfter.toMinutes() + " minutes have no data";
        Instant quiet = activity.lastBusy().map(point -> next(point.minute())).orElse(host.launched());
        if (now.isBefore(quiet.plus(idleStopAfter).plus(PATIENCE))) {
            return Optional.of(new Keep(gap + ", which counts as busy"));
        }
        return Optional.of(new Alarm(gap + ", and only such gaps have kept the instance up for " + text(PATIENCE)
                + ": see whether the gate publishes its metric of every minute and the host's clock is right"));
    }

    private Instant windowStart(Instant now, RunActivity activity) {
        return windowEnd(now, activity).minus(idleStopAfter);
    }

    /** Just after the newest minute seen, but never so early that a long silence at the end would go unnoticed. */
    private static Instant windowEnd(Instant now, RunActivity activity) {
        Instant thisMinute = now.truncatedTo(MINUTES);
        Instant earliest = thisMinute.minus(SETTLING);
        return activity.newest(thisMinute)
                .map(IdlePolicy::next)
                .filter(end -> end.isAfter(earliest))
                .orElse(earliest);
    }

    private static Instant next(Instant minute) {
        return minute.plus(1, MINUTES);
    }

    private static String text(Duration duration) {
        return duration.toMinutes() + " min";
    }
}
