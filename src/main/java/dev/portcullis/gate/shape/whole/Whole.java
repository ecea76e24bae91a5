package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.policy.ApiShape;
import java.util.List;
import java.util.function.Consumer;

/** Applies the table to one body. */
public final class Whole {
    private Whole() {}

    /**
     * Changes the body in place.
     *
     * @param body with the bound of its answer
     * @param dropped takes the name of each field that is left out
     */
    public static void settle(ApiShape api, ObjectNode body, Model model, Consumer<String> dropped) throws Unfit {
        if (model.kind() != ModelKind.CHAT) {
            return;
        }
        WholeBody whole = new WholeBody(api, body, model, dropped);
        for (WholeRule rule : WholeRule.values()) {
            rule.apply(whole);
        }
    }

    /**
     * Whether an answer is held to its JSON schema, so that it needs no asking for it. In the APIs that LiteLLM 1.108.7
     * translates, it hands a schema on for no newer Claude than 4.6, the last that takes a thinking budget.
     */
    public static boolean holdsSchemas(ApiShape api, Model model) {
        boolean isClaude = model.vendor().equals("anthropic");
        return model.can(Capability.STRUCTURED_OUTPUT)
                && (!isClaude || api == ApiShape.ANTHROPIC_MESSAGES || model.can(Capability.THINKING_BUDGET));
    }

    /** Anthropic's betas that the body's fields need, sorted. */
    public static List<String> betas(ApiShape api, ObjectNode body, Model model) {
        boolean passedOn = new WholeBody(api, body, model, name -> {}).isPassedOn();
        return passedOn ? BetaRule.needed(body) : List.of();
    }
}
