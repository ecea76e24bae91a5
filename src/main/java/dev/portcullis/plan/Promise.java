package dev.portcullis.plan;

import dev.portcullis.infra.Blueprint;
import dev.portcullis.infra.StackBlueprint;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A security promise, checked over all resources of the real program.
 *
 * @param sentence what is promised; printed with a tick or with what breaks it
 * @param broken what breaks it, each as a URN and a reason; empty when it holds
 */
public record Promise(String sentence, BiFunction<Declared, StackBlueprint, List<String>> broken) {

    /** One that looks at a gateway's settings and tables, and is asked of no other stack. */
    static Promise ofGateway(String sentence, BiFunction<Declared, Blueprint, List<String>> broken) {
        return new Promise(sentence, (declared, blueprint) -> broken.apply(declared, (Blueprint) blueprint));
    }

    /** The outcome for one stack. */
    public record Outcome(String sentence, List<String> brokenBy) {
        public boolean holds() {
            return brokenBy.isEmpty();
        }
    }

    Outcome check(Declared declared, StackBlueprint blueprint) {
        return new Outcome(sentence, broken.apply(declared, blueprint));
    }
}
