package dev.portcullis.cli.host;

import dev.portcullis.cli.terminal.Confirmation;
import dev.portcullis.cli.terminal.TerminalCheck;
import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.GatewayStatus;
import dev.portcullis.operate.Operator;
import dev.portcullis.operate.Target;
import dev.portcullis.operate.Wait;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option {@code --wake}, and the question in its place at a terminal, for a command that needs a host that runs. */
public final class WakeOption {
    private static final Wait LONGEST = new Wait(Duration.ofMinutes(15));

    @Option(names = "--wake", description = "Start the host if it sleeps, and wait for it.")
    private boolean wake;

    public WakeOption() {}

    WakeOption(boolean wake) {
        this.wake = wake;
    }

    /** The host's state after the option or the person has decided. */
    public enum Wakefulness {
        /** It runs, or AWS does not tell: without credentials nobody can know. */
        NOT_ASLEEP,
        WOKEN,
        STILL_ASLEEP
    }

    /** Asks AWS with one call, and wakes a host that sleeps if that is wanted. */
    public Wakefulness ensure(Target target, PrintWriter err) throws InterruptedException {
        try (Aws aws = Aws.in(target.region())) {
            Operator operator = HostOptions.operator(aws, target);
            if (!sleeps(operator)) {
                return Wakefulness.NOT_ASLEEP;
            }
            err.println("The host of stack " + target.stack() + " sleeps");
            if (!wanted(err)) {
                return Wakefulness.STILL_ASLEEP;
            }
            if (operator.start(LONGEST, WaitOptions.progress(err)).standing() == GatewayStatus.WRONG) {
                throw new IllegalStateException("stack " + target.stack()
                        + ": expected a host that serves, got one that" + " started and does not\n  "
                        + "./portcullis status --stack " + target.stack() + " says why");
            }
            return Wakefulness.WOKEN;
        }
    }

    /** The next step for a host that was left asleep. */
    public static String remedy(String stack) {
        return "Add --wake, or start it first: ./portcullis start --stack " + stack;
    }

    private static boolean sleeps(Operator operator) {
        try {
            String state = operator.hostState();
            return state.equals("stopped") || state.equals("stopping");
        } catch (BadInput | IllegalStateException e) {
            return false;
        }
    }

    private boolean wanted(PrintWriter err) {
        return wake
                || (TerminalCheck.attached()
                        && new Confirmation().given(err, "Start it? It runs until it is idle, and costs by the hour"));
    }
}
