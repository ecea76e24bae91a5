package dev.portcullis.plan;

import dev.portcullis.input.Problems;
import dev.portcullis.plan.constraints.ProviderRules;
import dev.portcullis.plan.constraints.Violation;

/** Asks the rules of the providers about every resource: what they refuse would only show in the first preview. */
final class ProviderCheck {
    private ProviderCheck() {}

    static void check(Declared declared, Problems problems) {
        ProviderRules rules = ProviderRules.ofProject();
        declared.custom()
                .forEach(resource -> rules.of(resource.type())
                        .ifPresent(type -> type.check(resource.inputs(), ProviderCheck::isUnknown)
                                .forEach(refusal -> add(resource, refusal, problems))));
    }

    private static void add(RecordedResource resource, Violation refusal, Problems problems) {
        problems.add(
                resource.shortType() + " " + resource.name() + ": " + refusal.property(),
                refusal.expected(),
                refusal.given(),
                "The provider refuses this (" + refusal.source() + "): change the setting that it comes from");
    }

    /** The texts that {@link Placeholders} and {@link WireValue} write for a value that a plan does not have. */
    private static boolean isUnknown(String text) {
        return text.contains("${") || text.equals(WireValue.REDACTED) || text.equals(WireValue.LATER);
    }
}
