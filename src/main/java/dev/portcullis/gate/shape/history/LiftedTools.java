package dev.portcullis.gate.shape.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tools that stand among a conversation's items, and the search that found them. */
final class LiftedTools {
    private final List<JsonNode> found = new ArrayList<>();

    void add(JsonNode tools) {
        tools.forEach(found::add);
    }

    /** A search that the client runs is a function like any other; its answer is turned back on the way out. */
    void search(ObjectNode body) {
        for (JsonNode tool : body.path("tools")) {
            if (tool instanceof ObjectNode search && isClientSearch(search)) {
                search.put("type", "function").put("name", "tool_search");
                search.remove("execution");
            }
        }
    }

    /** The answer of a search as the model reads it; what the tools take is said where tools are declared. */
    static String named(JsonNode tools) {
        List<String> names = new ArrayList<>();
        for (JsonNode tool : tools) {
            names.add(tool.path("name").asText());
        }
        return names.isEmpty() ? "No tool was found." : "These tools can be called now: " + String.join(", ", names);
    }

    static boolean isClientSearch(JsonNode tool) {
        return tool.path("type").asText().equals("tool_search")
                && tool.path("execution").asText().equals("client")
                && tool.path("parameters").isObject();
    }

    /** The tools found follow the declared ones, each name once, and are no longer deferred. */
    void into(ObjectNode body) {
        Set<String> known = new HashSet<>();
        body.path("tools").forEach(tool -> known.add(name(tool)));
        for (JsonNode tool : found) {
            if (tool instanceof ObjectNode object && known.add(name(tool))) {
                ArrayNode tools = body.path("tools") instanceof ArrayNode there ? there : body.putArray("tools");
                tools.add(object);
            }
        }
    }

    private static String name(JsonNode tool) {
        return tool.path("type").asText() + " " + tool.path("name").asText();
    }
}
