package dev.portcullis.local.bedrock.rules;

import dev.portcullis.catalogue.Model;

/** A prompt has to fit into the model's context. */
public final class ContextRule {
    private ContextRule() {}

    /** The words of InvokeModel for Claude. */
    public static void messages(long tokens, Model model) {
        if (tokens > model.contextTokens()) {
            throw Rule.PROMPT_TOO_LONG.broken(
                    "prompt is too long: " + tokens + " tokens > " + model.contextTokens() + " maximum");
        }
    }

    /** The words of Converse, which passes on Claude's own and else has a text of its own. */
    public static void converse(long tokens, Model model) {
        if (tokens > model.contextTokens()) {
            throw Rule.PROMPT_TOO_LONG.broken("The model returned the following errors: "
                    + (model.vendor().equals("anthropic")
                            ? "prompt is too long: " + tokens + " tokens > " + model.contextTokens() + " maximum"
                            : "Input is too long for requested model."));
        }
    }
}
