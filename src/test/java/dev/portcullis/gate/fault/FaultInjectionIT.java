package dev.portcullis.gate.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.fault.Faults.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One step of the gate after the other fails, on the way of a call of each kind. Two minutes. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class FaultInjectionIT {
    /** Methods that release or catch: if one failed at its first instruction, nothing could be promised. */
    private static final String LAST_LINES =
            "([a-z]+[.])?(Exchange[.](hold|release|attempt|atRest|atBreak|guarded|broke|tell|lambda.*)"
                    + "|(Attempts|Admin|BodyReader)[.](guarded|lambda.guarded.*)|Admin[.]handle"
                    + "|Gate[.](port|adminPort|drain)|Chain[.](handle|over|lambda.begin.*)|Listener[.].*"
                    + "|Body[.](discard|remove|close)|BodySpace.Claim[.](close|leaveMemory|count)|BodySpace[.]add"
                    + "|FairQueue[.](begin|poll|next)"
                    + "|Activity.Visit[.]end|Admission.Place[.]leave|(Accounts|Money)[.](settle|reserve has it)|Money[.]lambda.reserve.*)";

    /** Below the gate's own steps, one method of a class stands for all: they give nothing back. */
    private static final String EACH =
            "(access|config|exchange|money|telemetry|upstream)[.].*|[A-Z].*|(ledger[.]money[.]Reservations|share|admin[.]AdminApi).*";

    private static final String GATE = "dev.portcullis.gate.";

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> left = new ArrayList<>();
    private final Set<String> tried = new HashSet<>();
    private int faults;

    @Test
    void whatever_step_fails_nothing_is_left_and_the_next_call_is_answered() throws Exception {
        Class<?> calls =
                new WovenGate(FaultInjectionIT.class.getClassLoader()).loadClass("dev.portcullis.gate.CallsOfEachKind");
        CallsUnderFault gate = (CallsUnderFault) calls.getDeclaredConstructor().newInstance();
        try {
            for (String name : gate.names()) {
                for (int first = 0; first < 2; first++) {
                    gate.call(name);
                    assertThat(gate.left()).as(name).isEmpty();
                }
                Faults.record();
                String usual = gate.call(name);
                gate.awaitSettled();
                Set<String> steps = Faults.recorded();
                assertThat(gate.left()).as(name).isEmpty();
                for (String step : steps) {
                    for (Kind kind : Kind.values()) {
                        if (isNew(step, kind) && !isClean(gate, name, step, kind, usual)) {
                            gate.close();
                            gate = (CallsUnderFault)
                                    calls.getDeclaredConstructor().newInstance();
                        }
                    }
                }
                System.out.println(name + ": " + usual + "; so far " + faults + " faults: " + outcomes);
            }
            assertThat(gate.connectionsLeft()).isEmpty();
        } finally {
            gate.close();
        }
        assertThat(left).isEmpty();
        assertThat(faults).isGreaterThan(300);
    }

    private boolean isNew(String step, Kind kind) {
        return !step.substring(GATE.length()).matches(LAST_LINES) && !tried.contains(place(step) + kind);
    }

    private static String place(String step) {
        return step.substring(GATE.length()).matches(EACH) ? step : step.substring(0, step.lastIndexOf('.'));
    }

    private boolean isClean(CallsUnderFault gate, String call, String step, Kind kind, String usual) {
        Faults.arm(step, kind);
        String outcome = gate.call(call);
        gate.awaitSettled();
        if (!Faults.disarm()) {
            // A step of what goes on beside the calls, which is not there each time.
            return gate.left().isEmpty();
        }
        tried.add(place(step) + kind);
        faults++;
        String leftover = gate.left();
        outcomes.merge(kind + " " + (outcome.equals(usual) ? "answered all the same" : outcome), 1, Integer::sum);
        // Before there is a request, nobody can be answered.
        boolean told =
                outcome.matches("5..|error event") || (step.startsWith(GATE + "wire.") && outcome.equals("closed"));
        boolean clean = leftover.isEmpty() && (told || outcome.equals(usual));
        if (!clean) {
            left.add(step + " | " + call + " | " + kind + " | " + outcome + " | " + leftover);
            System.out.println(left.get(left.size() - 1));
        }
        return clean;
    }
}
