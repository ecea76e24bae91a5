package dev.portcullis.operate.restore;

import dev.portcullis.operate.Operator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Follows an order to its end. The host goes on without the one who watches. */
public final class Following {
    private static final Duration BEGIN = Duration.ofMinutes(3);
    private static final Duration SILENT = Duration.ofMinutes(35);

    private final Supplier<Ordered> look;
    private final Clock clock;
    private final Operator.Pause pause;

    public Following(Supplier<Ordered> look, Clock clock, Operator.Pause pause) {
        this.look = look;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Waits for the end.
     *
     * @param progress is told each step once
     * @throws IllegalStateException when the host does not begin or falls silent, or another order took this one's place
     */
    public RestoreOutcome toItsEnd(RestoreOrder order, Consumer<String> progress) throws InterruptedException {
        Instant changed = clock.instant();
        String said = "";
        while (true) {
            Ordered now = look.get();
            RestoreOutcome outcome = now.outcome();
            boolean isOurs = outcome.id().equals(order.id());
            if (isOurs && !outcome.isRunning()) {
                return outcome;
            }
            boolean isReplaced =
                    now.order().filter(one -> one.id().equals(order.id())).isEmpty();
            if (!isOurs && isReplaced) {
                throw new IllegalStateException(
                        "the order: expected the host to find it, got another order in its place\n  Somebody else restores at"
                                + " the same time. See ./portcullis restore --list, and agree on one dump");
            }
            String step = isOurs ? outcome.step() : "waiting for the host to find the order";
            if (!step.equals(said)) {
                progress.accept(step);
                said = step;
                changed = clock.instant();
            }
            if (Duration.between(changed, clock.instant()).compareTo(isOurs ? SILENT : BEGIN) > 0) {
                throw new IllegalStateException(silence(isOurs));
            }
            pause.once();
        }
    }

    private static String silence(boolean hasBegun) {
        return hasBegun
                ? "the host: expected the next step within " + SILENT.toMinutes()
                        + " min, got none\n  Run the same command"
                        + " again: it follows on. 'logs --unit restore' says more"
                : "the host: expected that it finds the order within " + BEGIN.toMinutes()
                        + " min, got no sign of it\n  Its"
                        + " release may be older than this command: run 'pulumi up', see ./portcullis status, and order it"
                        + " again";
    }
}
