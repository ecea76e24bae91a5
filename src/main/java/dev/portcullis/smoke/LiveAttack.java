package dev.portcullis.smoke;

import dev.portcullis.probe.Caller;
import dev.portcullis.probe.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** The requests of {@link AttackCorpus}, sent with good credentials; one of the two locks has to refuse each. */
public final class LiveAttack {
    /** The edge counts a caller's requests: at this pace its rate limit never answers in place of a rule. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Check> checks;

    LiveAttack(Caller client) {
        checks = Stream.concat(
                        AttackCorpus.ofEdge().stream()
                                .filter(LiveAttack::isOfThisHost)
                                .map(line -> check(client, line, true)),
                        AttackCorpus.ofGate().stream().map(line -> check(client, line, false)))
                .toList();
    }

    /** The number of requests. */
    public int count() {
        return checks.size();
    }

    /**
     * Sends one after the other.
     *
     * @param pause between the beginnings of two
     * @param progress told the number of those that are done
     */
    public List<Check.Outcome> run(Duration pause, IntConsumer progress) {
        List<Check.Outcome> outcomes = new ArrayList<>();
        for (Check check : checks) {
            long began = System.nanoTime();
            outcomes.add(check.run());
            progress.accept(outcomes.size());
            if (outcomes.size() < checks.size() && !slept(pause.toNanos() - (System.nanoTime() - began))) {
                break;
            }
        }
        return List.copyOf(outcomes);
    }

    private static boolean slept(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Another host name or scheme would be a request to somebody else. */
    private static boolean isOfThisHost(AttackCorpus.Line line) {
        return line.origin().equals("https://llm.example.com");
    }

    private static Check check(Caller client, AttackCorpus.Line line, boolean byEdge) {
        String target = line.target().replaceAll("\\p{Cntrl}", "?");
        return new Check(
                line.method() + " " + target + ": " + line.about(),
                Smoke.guarded(
                        () -> SmokeVerdict.attackRefused(byEdge, client.rawAnswer(line.method(), line.target()))));
    }
}
