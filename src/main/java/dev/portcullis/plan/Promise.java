package dev.portcullis.plan;

import dev.portcullis.infra.Blueprint;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A security promise, checked over all resources of the real program.
 *
 * @param sentence what is promised; printed with a tick or with what breaks it
 * @param broken what breaks it, each as a URN and a reason; empty when it holds
 */
public record Promise(String sentence, BiFunction<Declared, Blueprint, List<String>> broken) {

    /** The outcome for one stack. */
    public record Outcome(String sentence, List<String> brokenBy) {
        public boolean holds() {
            return brokenBy.isEmpty();
        }
    }

    Outcome check(Declared declared, Blueprint blueprint) {
        return new Outcome(sentence, broken.apply(declared, blueprint));
    }
}
