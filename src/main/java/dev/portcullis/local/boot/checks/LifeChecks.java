package dev.portcullis.local.boot.checks;

import dev.portcullis.local.boot.report.Steps;
import dev.portcullis.probe.Check;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events in a host's life while its version stays the same. Each check leaves it serving. */
public final class LifeChecks {
    private static final String GATE = "portcullis-gate.service";
    private static final String LITELLM = "portcullis-litellm.service";

    private final BootedHost host;
    private final Steps steps;

    public LifeChecks(BootedHost host, Steps steps) {
        this.host = host;
        this.steps = steps;
    }

    public List<Check> all() {
        StartCheck start = new StartCheck(host, steps);
        return List.of(
                new Check("a stopped host comes back with a cold disk, keys and spend are there", start::run),
                new Check("a reboot brings it back, keys and spend are there", this::reboot),
                new Check("a new client arrives and only the gate restarts", this::newClient),
                new Check("a rotated secret arrives and only who reads it restarts", this::rotated),
                new Check("LiteLLM hangs, is restarted by its watchdog and answers again", this::hang),
                new Check("a power cut during traffic loses no answered call of the ledger", this::powerCut));
    }

    private Optional<String> reboot() throws IOException, InterruptedException {
        return survives("reboot to first answer", host.guest()::reboot);
    }

    private Optional<String> hang() throws InterruptedException {
        long before = restarts();
        long started = System.nanoTime();
        host.guest().run("systemctl", "kill", "--kill-whom=main", "--signal=SIGSTOP", LITELLM);
        host.callers().askUntilAnswered(Stack.LAPTOP, BootedHost.UP_AGAIN);
        steps.add("LiteLLM hangs to next answer", Duration.ofNanos(System.nanoTime() - started));
        long more = restarts() - before;
        return more == 1 ? Optional.empty() : Optional.of("LiteLLM was restarted " + more + " times, expected once");
    }

    private long restarts() {
        return Long.parseLong(host.guest()
                .run("systemctl", "show", "--property=NRestarts", "--value", LITELLM)
                .strip());
    }

    private Optional<String> powerCut() throws IOException, InterruptedException {
        long before = host.booked();
        try (Interruption traffic = Interruption.watch(host.callers())) {
            traffic.awaitAnswers(5);
            Optional<String> problem = survives("power cut to first answer", host.guest()::powerCut);
            steps.add("longest time without an answer around a power cut", traffic.longestUntilNow());
            long answered = traffic.answers();
            long booked = host.booked() - before;
            return problem.or(() -> booked >= answered
                    ? Optional.empty()
                    : Optional.of(answered + " calls were answered and " + booked + " are in the ledger"));
        }
    }

    private Optional<String> survives(String step, Runnable event) throws IOException, InterruptedException {
        BigDecimal before = host.spent();
        long started = System.nanoTime();
        event.run();
        host.callers().askUntilAnswered(Stack.LAPTOP, BootedHost.UP_AGAIN);
        steps.add(step, Duration.ofNanos(System.nanoTime() - started));
        return host.keeps(before);
    }

    private Optional<String> newClient() throws IOException, InterruptedException {
        host.stack().admit(Stack.LATE);
        Optional<String> problem = restartsOnly(GATE);
        host.callers().makeKey(Stack.LATE);
        return problem.or(() -> host.answers(Stack.LATE));
    }

    private Optional<String> rotated() {
        host.stack().rotate("litellm-key");
        return restartsOnly(GATE, LITELLM).or(() -> host.answers(Stack.LAPTOP));
    }

    private Optional<String> restartsOnly(String... units) {
        Map<String, Long> before = host.pids();
        host.stack().wantAgain();
        Optional<String> problem = host.applied();
        String restarted = host.pids().entrySet().stream()
                .filter(unit -> !unit.getValue().equals(before.get(unit.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
        String wanted = Arrays.stream(units).sorted().collect(Collectors.joining(" "));
        return problem.or(() -> restarted.equals(wanted)
                ? Optional.empty()
                : Optional.of("restarted: " + restarted + ", expected " + wanted));
    }
}
