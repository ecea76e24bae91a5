package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;

/** Whether a model may work on an answer without showing it: its thoughts are paid for as output, seen or not. */
final class HiddenThoughts {
    private HiddenThoughts() {}

    /** True in doubt. */
    static boolean arePossible(ObjectNode fresh, Model model) {
        if (!model.can(Capability.REASONING)) {
            return false;
        }
        String asked = fresh.path("thinking").path("type").asText();
        if (!asked.isEmpty()) {
            return !asked.equals("disabled");
        }
        // Claude models that take a budget think only when they are given one, or an effort.
        boolean onlyWhenAsked = model.vendor().equals("anthropic") && model.can(Capability.THINKING_BUDGET);
        return !onlyWhenAsked
                || isAsked(fresh.path("reasoning_effort"))
                || isAsked(fresh.path("reasoning").path("effort"));
    }

    private static boolean isAsked(JsonNode effort) {
        return !effort.isMissingNode() && !effort.asText().equals("none");
    }
}
