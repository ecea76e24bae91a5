package dev.portcullis.local.bedrock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;
import java.util.Set;
import java.util.TreeSet;

/** The rules of a Converse body. */
public final class ConverseRules {
    private static final Set<String> CLAUDES =
            Set.of("thinking", "output_config", "anthropic_beta", "top_k", "tool_choice", "context_management");
    private static final int MOST_CACHE_POINTS = 4;

    private final JsonNode body;
    private final Model model;
    private int cachePoints;

    private ConverseRules(JsonNode body, Model model) {
        this.body = body;
        this.model = model;
    }

    public static void check(JsonNode body, Model model, boolean streamed) {
        ConverseRules rules = new ConverseRules(body, model);
        rules.tools(streamed);
        rules.content();
        ConverseTurns.check(body.path("messages"));
        rules.sampling();
        rules.stops();
        if (model.vendor().equals("anthropic")) {
            rules.claude();
        }
        if (rules.cachePoints > MOST_CACHE_POINTS) {
            throw Rule.CACHE_POINTS.broken("The model returned the following errors: A maximum of 4 blocks with"
                    + " cache_control may be provided. Found " + rules.cachePoints + ".");
        }
    }

    private void tools(boolean streamed) {
        JsonNode config = body.path("toolConfig");
        Set<String> names = new TreeSet<>();
        config.path("tools").forEach(tool -> {
            if (tool.has("cachePoint")) {
                cachePoints++;
            } else {
                names.add(tool.path("toolSpec").path("name").asText());
            }
        });
        if (!config.isObject()) {
            return;
        }
        if (names.isEmpty()) {
            throw Rule.TOOLS_EMPTY.broken("1 validation error detected: Value at 'toolConfig.tools' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1");
        }
        if (!model.can(Capability.TOOLS)) {
            throw Rule.TOOLS_NOT_SUPPORTED.broken("This model doesn't support tool use.");
        }
        if (streamed && !model.can(Capability.STREAMED_TOOLS)) {
            throw Rule.TOOLS_NOT_STREAMED.broken("This model doesn't support tool use in streaming mode.");
        }
        JsonNode choice = config.path("toolChoice");
        String forced = choice.has("any") ? "any" : choice.has("tool") ? "tool" : "";
        if (!forced.isEmpty() && !model.can(Capability.FORCED_TOOLS)) {
            throw Rule.CHOICE_NOT_FORCIBLE.broken("This model doesn't support the toolConfig.toolChoice." + forced
                    + " field. Remove toolConfig.toolChoice." + forced + " and try again.");
        }
        String name = choice.path("tool").path("name").asText();
        if (choice.has("tool") && !names.contains(name)) {
            throw Rule.CHOICE_OF_UNKNOWN_TOOL.broken(
                    "The tool name '" + name + "' in toolChoice is not in toolConfig.tools.");
        }
    }

    private void content() {
        body.path("system").forEach(block -> block(block, "system"));
        for (int i = 0; i < body.path("messages").size(); i++) {
            JsonNode blocks = body.path("messages").get(i).path("content");
            for (int j = 0; j < blocks.size(); j++) {
                block(blocks.get(j), "messages." + i + ".content." + j);
            }
        }
    }

    private void block(JsonNode block, String at) {
        if (block.has("text") && block.path("text").asText().isBlank()) {
            throw Rule.TEXT_EMPTY.broken("The text field in the ContentBlock object at " + at
                    + " is blank. Add text to the text field, and try again.");
        }
        if ((block.has("toolUse") || block.has("toolResult"))
                && !body.path("toolConfig").isObject()) {
            throw Rule.HISTORY_WITHOUT_TOOLS.broken(
                    "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
        }
        if (block.has("image") && !model.can(Capability.IMAGES)) {
            throw Rule.IMAGES_NOT_SUPPORTED.broken(
                    "This model doesn't support the image content block that you provided.");
        }
        if (block.has("document") && !model.can(Capability.DOCUMENTS)) {
            throw Rule.DOCUMENTS_NOT_SUPPORTED.broken("This model doesn't support documents.");
        }
        if (block.has("cachePoint")) {
            cachePoints++;
        }
        block.path("toolResult").path("content").forEach(inner -> block(inner, at));
    }

    private void sampling() {
        JsonNode config = body.path("inferenceConfig");
        for (String name : new String[] {"temperature", "topP"}) {
            if (config.has(name) && !model.can(Capability.SAMPLING)) {
                throw Rule.SAMPLING_NOT_SUPPORTED.broken("The model returned the following errors: `"
                        + (name.equals("topP") ? "top_p" : name) + "` is deprecated for this model.");
            }
        }
        boolean both = config.has("temperature") && config.has("topP");
        if (both && model.vendor().equals("anthropic")) {
            throw Rule.SAMPLING_BOTH.broken("The model returned the following errors: `temperature` and `top_p` cannot"
                    + " both be specified for this model. Please use only one.");
        }
    }

    private void stops() {
        for (JsonNode stop : body.path("inferenceConfig").path("stopSequences")) {
            if (stop.asText().isBlank() && model.vendor().equals("anthropic")) {
                throw Rule.STOP_BLANK.broken("The model returned the following errors: stop_sequences: each stop"
                        + " sequence must contain non-whitespace");
            }
        }
    }

    private void claude() {
        JsonNode fields = body.path("additionalModelRequestFields");
        fields.fieldNames().forEachRemaining(name -> {
            if (!CLAUDES.contains(name)) {
                throw Rule.EXTRA_INPUT.broken(
                        "The model returned the following errors: " + name + ": Extra inputs are not permitted");
            }
        });
        if (fields.has("tool_choice") && !body.path("toolConfig").isObject()) {
            throw Rule.CHOICE_WITHOUT_TOOLS.broken("The model returned the following errors: tool_choice:"
                    + " tool_choice may only be specified while providing tools.");
        }
        JsonNode config = body.path("inferenceConfig");
        JsonNode temperature = config.path("temperature");
        Thinking.check(
                fields,
                config.path("maxTokens").asLong(model.outputTokens()),
                body.path("toolConfig").path("toolChoice"),
                model);
        boolean thinks =
                !fields.path("thinking").path("type").asText("disabled").equals("disabled");
        if (thinks && temperature.isNumber() && temperature.doubleValue() != 1) {
            throw Rule.THINKING_WITH_SAMPLING.broken(
                    "The model returned the following errors: `temperature` may only be"
                            + " set to 1 when thinking is enabled or in adaptive mode.");
        }
    }
}
