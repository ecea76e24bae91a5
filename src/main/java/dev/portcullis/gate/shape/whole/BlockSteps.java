package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Blocks of Anthropic's API that LiteLLM 1.108.7 leaves out, with their text, on the way to any other model. */
final class BlockSteps {
    private BlockSteps() {}

    static void translate(WholeBody body) {
        if (!body.isMessages() || body.isClaude()) {
            return;
        }
        for (JsonNode turn : body.turns()) {
            if (turn instanceof ObjectNode message) {
                contents(body, message, "messages[].content");
            }
        }
    }

    private static void contents(WholeBody body, ObjectNode holder, String at) {
        if (!(holder.path("content") instanceof ArrayNode blocks)) {
            return;
        }
        ArrayNode fresh = JsonNodeFactory.instance.arrayNode();
        for (JsonNode block : blocks) {
            String type = block.path("type").asText();
            ObjectNode object = (ObjectNode) block;
            if (type.equals("search_result")) {
                leave(body, object, at, "citations");
                fresh.add(text(object, List.of("title", "source"), object.path("content")));
            } else if (type.equals("document")) {
                document(body, object, at, fresh);
            } else {
                if (type.equals("tool_result")) {
                    leave(body, object, at, "is_error");
                    contents(body, object, at + "[tool_result].content");
                }
                fresh.add(object);
            }
        }
        holder.set("content", fresh);
    }

    private static void document(WholeBody body, ObjectNode document, String at, ArrayNode into) {
        leave(body, document, at, "citations");
        JsonNode source = document.path("source");
        switch (source.path("type").asText()) {
            case "text" -> into.add(text(document, List.of("title", "context"), source.path("data")));
            case "content" -> {
                if (source.path("content").isTextual()) {
                    into.add(text(document, List.of("title", "context"), source.path("content")));
                    return;
                }
                if (document.has("title") || document.has("context")) {
                    into.add(text(document, List.of("title", "context"), JsonNodeFactory.instance.arrayNode()));
                }
                source.path("content").forEach(into::add);
            }
            default -> {
                leave(body, document, at, "title");
                leave(body, document, at, "context");
                into.add(document);
            }
        }
    }

    private static void leave(WholeBody body, ObjectNode block, String at, String field) {
        JsonNode value = block.remove(field);
        if (value != null && !(value.isBoolean() && !value.booleanValue())) {
            body.name(at + "[" + block.path("type").asText() + "]." + field);
        }
    }

    /** Its headings and its text or texts, one below the other. */
    private static ObjectNode text(ObjectNode block, List<String> headings, JsonNode said) {
        List<String> lines = new ArrayList<>();
        headings.forEach(heading -> lines.add(block.path(heading).asText()));
        lines.add(said.isTextual() ? said.textValue() : "");
        said.forEach(part -> lines.add(part.path("text").asText()));
        lines.removeIf(String::isBlank);
        ObjectNode text = JsonNodeFactory.instance
                .objectNode()
                .put("type", "text")
                .put("text", lines.isEmpty() ? "[nothing]" : String.join("\n", lines));
        if (block.has(CacheSteps.MARK)) {
            text.set(CacheSteps.MARK, block.path(CacheSteps.MARK));
        }
        return text;
    }
}
