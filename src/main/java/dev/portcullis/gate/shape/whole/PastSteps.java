package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;

/** A model's earlier thoughts, which LiteLLM forwards to Claude alone, and not in every API. */
final class PastSteps {
    private PastSteps() {}

    static void thoughts(WholeBody body) {
        if (body.isResponses()) {
            items(body);
            return;
        }
        for (JsonNode turn : body.turns()) {
            if (!body.isMessages()) {
                leave(body, turn, "reasoning_content");
            }
            if (!body.isClaude()) {
                leave(body, turn, "thinking_blocks");
                blocks(body, turn);
            }
        }
    }

    private static void leave(WholeBody body, JsonNode turn, String field) {
        if (turn instanceof ObjectNode message && message.remove(field) != null) {
            body.name("messages[]." + field);
            boolean silent = !message.has("content") && !message.has("tool_calls");
            if (silent) {
                message.put("content", "[thoughts]");
            }
        }
    }

    private static void items(WholeBody body) {
        if (!(body.turns() instanceof ArrayNode items) || items.size() < 2) {
            return;
        }
        for (Iterator<JsonNode> each = items.iterator(); each.hasNext(); ) {
            if (each.next().path("type").asText().equals("reasoning")) {
                each.remove();
                body.name("input[reasoning]");
            }
        }
    }

    private static void blocks(WholeBody body, JsonNode turn) {
        if (!(turn.path("content") instanceof ArrayNode blocks)) {
            return;
        }
        for (Iterator<JsonNode> each = blocks.iterator(); each.hasNext(); ) {
            String type = each.next().path("type").asText();
            if (List.of("thinking", "redacted_thinking").contains(type)) {
                each.remove();
                body.name("messages[].content[" + type + "]");
            }
        }
        if (blocks.isEmpty()) {
            blocks.addObject().put("type", "text").put("text", "[thoughts]");
        }
    }
}
