package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Kind;
import dev.portcullis.catalogue.Model;
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
        if (model.kind() != Kind.CHAT) {
            return;
        }
        WholeBody whole = new WholeBody(api, body, model, dropped);
        for (WholeRule rule : WholeRule.values()) {
            rule.apply(whole);
        }
    }

    /** What the body's fields need of Anthropic's betas, sorted. */
    public static List<String> betas(ApiShape api, ObjectNode body, Model model) {
        boolean passedOn = new WholeBody(api, body, model, name -> {}).isPassedOn();
        return passedOn ? BetaRule.needed(body) : List.of();
    }
}
