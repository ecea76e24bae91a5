package dev.portcullis.plan;

import dev.portcullis.catalogue.GuardrailPrices;
import dev.portcullis.settings.value.Guardrail;

/** The guardrail and its dearest price in one line, since it comes on top of what the models cost. */
final class GuardrailText {
    private static final int THOUSAND = 1_000;

    private GuardrailText() {}

    static String of(Guardrail guardrail, GuardrailPrices prices) {
        return "guardrail " + guardrail.id() + " version " + guardrail.version() + ": at most "
                + prices.most(THOUSAND).decimal() + " for a thousand text units of " + GuardrailPrices.UNIT
                + " characters, prompts and answers, beside the models and within these caps (guardrail)";
    }
}
