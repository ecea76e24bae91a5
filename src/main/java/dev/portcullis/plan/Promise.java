package dev.portcullis.plan;

import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.infra.stack.StackBlueprint;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A security promise, checked over all resources of the real program.
 *
 * @param sentence the promise in words
 * @param subject the types it is about; one of which nothing is declared is not asked. Empty means any
 * @param notAsked why this stack is not asked, or nothing
 * @param broken the resources that break it, each as a URN and a reason; empty when it holds
 */
public record Promise(
        String sentence,
        List<String> subject,
        Function<StackBlueprint, String> notAsked,
        BiFunction<Declared, StackBlueprint, List<String>> broken) {

    Promise(String sentence, BiFunction<Declared, StackBlueprint, List<String>> broken) {
        this(sentence, List.of(), blueprint -> "", broken);
    }

    /** One that looks at a gateway's settings and tables, and is asked of no other stack. */
    static Promise ofGateway(String sentence, BiFunction<Declared, Blueprint, List<String>> broken) {
        return new Promise(sentence, (declared, blueprint) -> broken.apply(declared, (Blueprint) blueprint));
    }

    Promise about(String... types) {
        return new Promise(sentence, List.of(types), notAsked, broken);
    }

    /** Asked of a gateway only if {@code reason} finds no reason against it. */
    Promise unless(Function<Blueprint, String> reason) {
        return new Promise(sentence, subject, blueprint -> reason.apply((Blueprint) blueprint), broken);
    }

    /** A check that was not asked is not passed. */
    public enum PromiseState {
        HOLDS,
        BROKEN,
        NOT_ASKED;

        /** The reason, as in {@code notAsked}. */
        String word() {
            return this == NOT_ASKED ? "notAsked" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The outcome for one stack.
     *
     * @param notAsked why it was not asked; empty when it was
     */
    public record Outcome(String sentence, String notAsked, List<String> brokenBy) {
        public PromiseState state() {
            if (!notAsked.isEmpty()) {
                return PromiseState.NOT_ASKED;
            }
            return brokenBy.isEmpty() ? PromiseState.HOLDS : PromiseState.BROKEN;
        }
    }

    Outcome check(Declared declared, StackBlueprint blueprint) {
        String reason = notAsked.apply(blueprint);
        boolean isAboutNothing =
                declared.custom().noneMatch(resource -> subject.isEmpty() || subject.contains(resource.type()));
        if (reason.isEmpty() && isAboutNothing) {
            reason = "the stack declares nothing that it is about";
        }
        return new Outcome(sentence, reason, reason.isEmpty() ? broken.apply(declared, blueprint) : List.of());
    }
}
