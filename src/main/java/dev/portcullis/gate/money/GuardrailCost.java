package dev.portcullis.gate.money;

import dev.portcullis.catalogue.GuardrailPrices;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.gate.exchange.Ask;
import dev.portcullis.gate.shape.usage.GuardrailReport;
import dev.portcullis.policy.ApiShape;
import dev.portcullis.settings.value.Usd;
import java.util.Optional;

/**
 * The price of the guardrail on one call: of what Bedrock reports, or of a bound where the API in which LiteLLM answers
 * has no place for the report.
 *
 * @param promptUnits text units of the whole prompt, tools and history included, of which Bedrock may look at less
 * @param output the tokens of the longest answer
 */
record GuardrailCost(GuardrailPrices prices, long promptUnits, long output) {
    /** Twice the usual number, so that long words cost no more than was reserved. */
    private static final long CHARACTERS_OF_TOKEN = 8;

    /** Empty for calls that no guardrail looks at: embeddings, pictures and the counting of tokens. */
    static Optional<GuardrailCost> of(Optional<GuardrailPrices> prices, Ask ask) {
        boolean looked =
                ask.model().model().kind() == ModelKind.CHAT && ask.route().shape() != ApiShape.ANTHROPIC_COUNT_TOKENS;
        return prices.filter(any -> looked)
                .map(each -> new GuardrailCost(
                        each, units(ask.size().textBytes()), ask.size().outputTokens()));
    }

    Usd most() {
        return withOutput(output);
    }

    /** When the answer has so many tokens. */
    Usd withOutput(long tokens) {
        return prices.most(promptUnits + units(tokens * CHARACTERS_OF_TOKEN));
    }

    Usd of(GuardrailReport report, long tokens) {
        return report.units().isEmpty() ? withOutput(tokens) : prices.of(report.units());
    }

    private static long units(long characters) {
        return (characters + GuardrailPrices.UNIT - 1) / GuardrailPrices.UNIT;
    }
}
