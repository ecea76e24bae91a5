package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Tools and the choice among them. */
final class ToolSteps {
    private static final String SEARCH = "tool_search_tool_";

    private ToolSteps() {}

    static void allowed(WholeBody body) {
        JsonNode choice = body.at("tool_choice");
        if (!choice.path("type").asText().equals("allowed_tools")) {
            return;
        }
        List<String> names = new ArrayList<>();
        choice.path("tools").forEach(tool -> names.add(tool.path("name").asText()));
        if (body.tools() instanceof ArrayNode tools) {
            keep(tools, names);
        }
        body.json().put("tool_choice", choice.path("mode").asText());
    }

    private static void keep(ArrayNode tools, List<String> names) {
        for (Iterator<JsonNode> each = tools.iterator(); each.hasNext(); ) {
            JsonNode tool = each.next();
            if (tool.path("tools") instanceof ArrayNode inner) {
                keep(inner, names);
                if (inner.isEmpty()) {
                    each.remove();
                }
            } else if (!names.contains(tool.path("name").asText())) {
                each.remove();
            }
        }
    }

    static void vendors(WholeBody body) {
        if (!body.isMessages() || body.isClaude() || !(body.tools() instanceof ArrayNode tools)) {
            return;
        }
        for (Iterator<JsonNode> each = tools.iterator(); each.hasNext(); ) {
            String type = each.next().path("type").asText("custom");
            if (!type.equals("custom")) {
                each.remove();
                body.name("tools[" + type + "]");
            }
        }
    }

    static void without(WholeBody body) {
        if (body.tools().isEmpty()) {
            body.remove("tools");
            body.leave("tool_choice");
            body.leave("parallel_tool_calls");
        }
    }

    /** Claude itself is told so; any other model that has no tools calls none. */
    static void none(WholeBody body) {
        if (body.choice().mode() == ToolChoice.Mode.NONE && !body.isPassedOn()) {
            body.remove("tools");
            body.remove("tool_choice");
            body.remove("parallel_tool_calls");
        }
    }

    static void ofModel(WholeBody body) throws Unfit {
        if (body.tools().isEmpty()) {
            return;
        }
        if (!body.can(Capability.TOOLS)) {
            throw Unfit.model(
                    "tools: " + body.modelName() + " calls no tools. Ask another model, or leave the tools out");
        }
        if (body.streams() && !body.can(Capability.STREAMED_TOOLS)) {
            throw Unfit.model("stream: " + body.modelName()
                    + " calls tools only in an answer that is not streamed. Send false, or ask another model");
        }
    }

    static void choice(WholeBody body) throws Unfit {
        ToolChoice choice = body.choice();
        if (choice.mode() == ToolChoice.Mode.NAMED && !names(body.tools()).contains(choice.name())) {
            throw Unfit.together("tool_choice: no tool of this name goes to the model. Tools that a vendor's own"
                    + " servers run are left out");
        }
        if (choice.mode() == ToolChoice.Mode.NAMED && body.isResponses()) {
            qualify(body, choice.name());
        }
        if (choice.isForced() && !body.can(Capability.FORCED_TOOLS)) {
            throw Unfit.model("tool_choice: " + body.modelName()
                    + " cannot be made to call a tool. Send auto and ask for it in the prompt, or ask another model");
        }
        if (!body.can(Capability.FORCED_TOOLS) && !body.isClaude()) {
            parallel(body);
            // The only choice that it has; LiteLLM would drop the word.
            body.remove("tool_choice");
        }
    }

    /** LiteLLM puts a namespace in front of its tools' names, and not in front of a choice's. */
    private static void qualify(WholeBody body, String name) {
        for (JsonNode tool : body.tools()) {
            if (names(tool.path("tools")).contains(name)) {
                body.put("tool_choice.name", tool.path("name").asText() + "__" + name);
            }
        }
    }

    private static List<String> names(JsonNode tools) {
        List<String> names = new ArrayList<>();
        for (JsonNode tool : tools) {
            names.add(
                    tool.path("name").asText(tool.path("function").path("name").asText()));
            names.addAll(names(tool.path("tools")));
        }
        return names;
    }

    static void parallel(WholeBody body) {
        if (!body.isClaude()) {
            body.leave(body.parallelPath());
        }
    }

    /** A tool that searches and the tools that it finds go on together or not at all. */
    static void deferral(WholeBody body) {
        if (!body.isMessages() || !(body.tools() instanceof ArrayNode tools)) {
            return;
        }
        boolean searches = false;
        boolean defers = false;
        for (JsonNode tool : tools) {
            searches |= isSearch(tool);
            defers |= tool.path("defer_loading").asBoolean();
        }
        if (searches && defers && body.isPassedOn() && body.can(Capability.TOOL_SEARCH)) {
            tools.forEach(ToolSteps::dated);
            return;
        }
        for (Iterator<JsonNode> each = tools.iterator(); each.hasNext(); ) {
            JsonNode tool = each.next();
            if (isSearch(tool)) {
                each.remove();
                body.name("tools[" + tool.path("type").asText() + "]");
            } else if (tool instanceof ObjectNode own && own.remove("defer_loading") != null) {
                body.name("tools[].defer_loading");
            }
        }
    }

    private static boolean isSearch(JsonNode tool) {
        return tool.path("type").asText().startsWith(SEARCH);
    }

    /** LiteLLM knows a search tool by the dated name of its type alone. */
    private static void dated(JsonNode tool) {
        if (isSearch(tool) && !tool.path("type").asText().endsWith("_20251119")) {
            ((ObjectNode) tool).put("type", tool.path("type").asText() + "_20251119");
        }
    }

    /** Removes fields of a single tool that LiteLLM or the model does not take. */
    static void fields(WholeBody body) {
        boolean holdsSchemas = body.isClaude() && body.holdsSchemas();
        for (JsonNode tool : body.tools()) {
            if (!holdsSchemas) {
                strip(body, tool, "tools[]", "strict");
                strip(body, tool.path("function"), "tools[].function", "strict");
                tool.path("tools").forEach(inner -> strip(body, inner, "tools[].tools[]", "strict"));
            }
            // LiteLLM leaves out the beta without which Bedrock refuses them.
            strip(body, tool, "tools[]", "input_examples");
            if (!body.isPassedOn()) {
                strip(body, tool, "tools[]", "eager_input_streaming");
            }
        }
    }

    private static void strip(WholeBody body, JsonNode tool, String at, String field) {
        JsonNode value = tool instanceof ObjectNode object ? object.remove(field) : null;
        // A default that is written out asks for nothing.
        boolean isDefault = value != null && value.isBoolean() && !value.booleanValue();
        if (value != null && !isDefault) {
            body.name(at + "." + field);
        }
    }
}
