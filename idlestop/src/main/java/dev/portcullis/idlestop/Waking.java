package dev.portcullis.idlestop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Starts the host unless it runs, is starting, or was started too often today. Any failure fails the run. */
final class Waking {
    /** The Worker waits 20 seconds for an answer, and asks again when the host is still stopping. */
    static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final Ec2Host host;
    private final StartCount starts;
    private final int wakesPerDay;
    private final Clock clock;
    private final Consumer<Duration> pause;

    Waking(Ec2Host host, StartCount starts, int wakesPerDay, Clock clock, Consumer<Duration> pause) {
        this.host = host;
        this.starts = starts;
        this.wakesPerDay = wakesPerDay;
        this.clock = clock;
        this.pause = pause;
    }

    WakeAnswer wake() {
        String state = host.look().state();
        for (Duration waited = Duration.ZERO;
                state.equals("stopping") && waited.compareTo(PATIENCE) < 0;
                waited = waited.plus(LOOK_AGAIN)) {
            pause.accept(LOOK_AGAIN);
            state = host.look().state();
        }
        return switch (state) {
            case "running" -> WakeAnswer.done("running", "the host runs");
            case "pending" -> WakeAnswer.done("starting", "the host is starting");
            case "stopping" -> WakeAnswer.done("stopping", "the host is still stopping and can be started after that");
            case "stopped" -> start();
            default -> throw new IllegalStateException("the instance is " + state + ", and nothing can start it");
        };
    }

    /** Counted before it is done: a start that EC2 refuses, for want of capacity, must not be tried without end. */
    private WakeAnswer start() {
        Instant now = clock.instant();
        if (starts.today(now) >= wakesPerDay) {
            return WakeAnswer.refused(
                    429,
                    "callers have started the host " + wakesPerDay
                            + " times since midnight UTC, as often as wakesPerDay allows. An operator may run"
                            + " ./portcullis start");
        }
        starts.add(now);
        return host.start()
                ? WakeAnswer.done("started", "the host was stopped")
                : WakeAnswer.done("stopping", "the host is still stopping and can be started after that");
    }
}
