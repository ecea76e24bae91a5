package dev.portcullis.local.bedrock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;

/** The rules for thinking and its neighbours on Claude, in either body. */
final class Thinking {
    private static final long LEAST = 1_024;

    private Thinking() {}

    /**
     * Checks one request.
     *
     * @param fields where Anthropic's own fields stand
     * @param maxTokens the bound of the answer
     * @param choice the choice of tools, in Anthropic's or in Converse's form
     */
    static void check(JsonNode fields, long maxTokens, JsonNode choice, Model model) {
        JsonNode thinking = fields.path("thinking");
        String type = thinking.path("type").asText();
        if (type.isEmpty() || type.equals("disabled")) {
            return;
        }
        if (type.equals("adaptive") && !model.can(Capability.ADAPTIVE_THINKING)) {
            throw Rule.THINKING_NOT_ADAPTIVE.broken("adaptive thinking is not supported on this model");
        }
        if (type.equals("enabled")) {
            budget(thinking.path("budget_tokens").asLong(), maxTokens, model);
        }
        String chosen = choice.path("type").asText();
        if (chosen.equals("any") || chosen.equals("tool") || choice.has("any") || choice.has("tool")) {
            throw Rule.THINKING_WITH_FORCED_TOOL.broken(
                    "Thinking may not be enabled when tool_choice forces tool use.");
        }
        JsonNode temperature = fields.path("temperature");
        if (temperature.isNumber() && temperature.doubleValue() != 1) {
            throw Rule.THINKING_WITH_SAMPLING.broken(
                    "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.");
        }
    }

    private static void budget(long budget, long maxTokens, Model model) {
        if (!model.can(Capability.THINKING_BUDGET)) {
            throw Rule.THINKING_NOT_ENABLED.broken("\"thinking.type.enabled\" is not supported for this model."
                    + " Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.");
        }
        if (budget < LEAST) {
            throw Rule.THINKING_TOO_SMALL.broken(
                    "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
        }
        if (budget >= maxTokens) {
            throw Rule.THINKING_TOO_LARGE.broken("`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
    }
}
