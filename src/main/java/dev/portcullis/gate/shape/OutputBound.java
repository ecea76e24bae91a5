package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Model;
import dev.portcullis.policy.ApiShape;

/**
 * No answer may be longer than a bound that stands in the body: what a request can cost at most has to be known before
 * it is sent. A caller that names none gets the usual one and not the model's longest, for which money would be set
 * aside; its thinking comes on top.
 *
 * @param longest answer of the model
 * @param usual answer where the caller names no bound
 */
record OutputBound(long longest, long usual) {

    static OutputBound of(Model model, DefaultOutput usual) {
        return new OutputBound(model.outputTokens(), usual.of(model));
    }

    void apply(ApiShape shape, ObjectNode fresh) {
        switch (shape) {
            case OPENAI_CHAT -> {
                // One name only: LiteLLM takes the last of the two.
                JsonNode completion = fresh.path("max_completion_tokens");
                long asked = Math.min(
                        completion.asLong(longest), fresh.path("max_tokens").asLong(longest));
                boolean named =
                        completion.isNumber() || fresh.path("max_tokens").isNumber();
                fresh.remove("max_completion_tokens");
                fresh.put("max_tokens", named ? asked : unasked(fresh));
            }
            case ANTHROPIC_MESSAGES -> {
                fresh.put("max_tokens", Math.min(fresh.path("max_tokens").asLong(unasked(fresh)), longest));
            }
            case OPENAI_RESPONSES ->
                fresh.put(
                        "max_output_tokens",
                        Math.min(fresh.path("max_output_tokens").asLong(usual), longest));
            default -> {}
        }
    }

    private long unasked(ObjectNode fresh) {
        return Math.min(
                longest, usual + fresh.path("thinking").path("budget_tokens").asLong());
    }
}
