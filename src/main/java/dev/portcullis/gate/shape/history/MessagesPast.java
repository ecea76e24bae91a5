package dev.portcullis.gate.shape.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.whole.NewestTurn;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** History of Anthropic's Messages API. */
final class MessagesPast {
    /** Claude's signatures are protocol buffers in base64, whose first field has the tag 2. */
    private static final String SIGNED = "E[A-Za-z0-9+/]+={0,2}";

    private final Predicate<JsonNode> accepted;
    private final Consumer<String> dropped;

    MessagesPast(Predicate<JsonNode> accepted, Consumer<String> dropped) {
        this.accepted = accepted;
        this.dropped = dropped;
    }

    void read(ObjectNode body) {
        if (!(body.path("messages") instanceof ArrayNode messages)) {
            return;
        }
        int newest = NewestTurn.start(messages);
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            boolean past = i < newest || message.path("role").asText().equals("assistant");
            if (past && message.path("content") instanceof ArrayNode blocks) {
                blocks(blocks);
            }
        }
        for (Iterator<JsonNode> each = messages.iterator(); each.hasNext(); ) {
            JsonNode content = each.next().path("content");
            if (content.isArray() && content.isEmpty() && messages.size() > 1) {
                each.remove();
            }
        }
        pairs(messages);
    }

    private void blocks(ArrayNode blocks) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            JsonNode block = blocks.get(i);
            String type = block.path("type").asText();
            if (type.equals("thinking") || type.equals("redacted_thinking")) {
                if (!isSigned(block, type)) {
                    blocks.remove(i);
                    dropped.accept("messages[].content[" + type + "]");
                }
            } else if (!accepted.test(block)) {
                flatten(blocks, i);
            }
        }
    }

    private boolean isSigned(JsonNode block, String type) {
        String signature =
                block.path(type.equals("thinking") ? "signature" : "data").asText();
        return signature.matches(SIGNED) && accepted.test(block);
    }

    private void flatten(ArrayNode blocks, int at) {
        String text = Flat.text(blocks.get(at));
        if (text.isBlank()) {
            dropped.accept("messages[].content[" + blocks.get(at).path("type").asText("item") + "]");
            blocks.remove(at);
        } else {
            blocks.set(at, text(text));
        }
    }

    private static ObjectNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    }

    /** A call that nobody answered and a result that nobody asked for are text: Bedrock refuses either alone. */
    private static void pairs(ArrayNode messages) {
        Set<String> calls = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            String role = messages.get(i).path("role").asText();
            JsonNode content = messages.get(i).path("content");
            if (role.equals("user") && content instanceof ArrayNode blocks) {
                alone(blocks, "tool_result", "tool_use_id", calls);
            } else if (role.equals("assistant")) {
                Set<String> results = resultsAfter(messages, i);
                if (content instanceof ArrayNode blocks && i < messages.size() - 1) {
                    alone(blocks, "tool_use", "id", results);
                }
                calls = ids(content, "tool_use", "id");
            }
        }
    }

    private static void alone(ArrayNode blocks, String type, String field, Set<String> partners) {
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode block = blocks.get(i);
            if (block.path("type").asText().equals(type)
                    && !partners.contains(block.path(field).asText())) {
                blocks.set(i, text("[" + type + "] " + said(block)));
            }
        }
    }

    private static String said(JsonNode block) {
        JsonNode content = block.path("content");
        return content.isTextual() ? content.textValue() : Flat.text(block);
    }

    private static Set<String> resultsAfter(ArrayNode messages, int at) {
        Set<String> results = new HashSet<>();
        for (int i = at + 1; i < messages.size(); i++) {
            if (messages.get(i).path("role").asText().equals("assistant")) {
                break;
            }
            results.addAll(ids(messages.get(i).path("content"), "tool_result", "tool_use_id"));
        }
        return results;
    }

    private static Set<String> ids(JsonNode content, String type, String field) {
        Set<String> ids = new HashSet<>();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals(type)) {
                ids.add(block.path(field).asText());
            }
        }
        return ids;
    }
}
