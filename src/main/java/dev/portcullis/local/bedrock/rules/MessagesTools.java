package dev.portcullis.local.bedrock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;
import java.util.Set;
import java.util.TreeSet;

/** Tools and the choice among them, as InvokeModel takes them. */
final class MessagesTools {
    private static final Set<String> CUSTOM = Set.of(
            "type",
            "name",
            "description",
            "input_schema",
            "cache_control",
            "strict",
            "defer_loading",
            "input_examples");
    private static final String TYPES = "bash_20250124|memory_20250818|text_editor_2025(0124|0429|0728)"
            + "|computer_2025(0124|1124)|tool_search_tool_(regex|bm25)(_20251119)?";

    private MessagesTools() {}

    static void check(JsonNode body, Model model, Betas betas) {
        JsonNode tools = body.path("tools");
        Set<String> names = new TreeSet<>();
        boolean searches = false;
        boolean defers = false;
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.get(i);
            String type = tool.path("type").asText("custom");
            names.add(tool.path("name").asText());
            searches |= type.startsWith("tool_search_tool_");
            defers |= tool.path("defer_loading").asBoolean();
            if (type.equals("custom")) {
                custom(tool, "tools." + i + ".custom.", model, betas);
            } else if (!type.matches(TYPES)
                    || !betas.allowTool(type)
                    || (type.startsWith("tool_search") && !model.can(Capability.TOOL_SEARCH))) {
                throw Rule.UNKNOWN_TYPE.broken("tools." + i + ": Input tag '" + type
                        + "' found using 'type' does not match any of the expected tags: 'bash_20250124', 'custom',"
                        + " 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728'");
            }
        }
        if (defers && !searches) {
            throw Rule.DEFERRED_WITHOUT_SEARCH.broken(
                    "At least one tool must have defer_loading=false, and a tool search tool must be provided.");
        }
        choice(body, names, model);
    }

    private static void custom(JsonNode tool, String at, Model model, Betas betas) {
        tool.fieldNames().forEachRemaining(name -> {
            boolean known = CUSTOM.contains(name)
                    && (!name.equals("defer_loading") || betas.has(Betas.TOOL_SEARCH))
                    && (!name.equals("input_examples")
                            || betas.has(Betas.TOOL_EXAMPLES)
                            || betas.has(Betas.TOOL_SEARCH))
                    && (!name.equals("strict") || model.can(Capability.STRUCTURED_OUTPUT));
            if (!known) {
                throw Rule.EXTRA_INPUT.broken(at + name + ": Extra inputs are not permitted");
            }
        });
    }

    private static void choice(JsonNode body, Set<String> names, Model model) {
        JsonNode choice = body.path("tool_choice");
        if (!choice.isObject()) {
            return;
        }
        if (names.isEmpty()) {
            throw Rule.CHOICE_WITHOUT_TOOLS.broken(
                    "tool_choice: tool_choice may only be specified while providing tools.");
        }
        String type = choice.path("type").asText();
        if ((type.equals("any") || type.equals("tool")) && !model.can(Capability.FORCED_TOOLS)) {
            throw Rule.CHOICE_NOT_FORCIBLE.broken("tool_choice: `" + type + "` is not supported for this model.");
        }
        String name = choice.path("name").asText();
        if (type.equals("tool") && !names.contains(name)) {
            throw Rule.CHOICE_OF_UNKNOWN_TOOL.broken("Tool '" + name + "' not found in provided tools");
        }
    }
}
