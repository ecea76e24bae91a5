package dev.portcullis.gate.shape.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.whole.NewestTurn;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** History of OpenAI's Chat Completions API. */
final class ChatPast {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    private final Predicate<JsonNode> accepted;
    private final Consumer<String> dropped;
    private String lastCall = "";

    ChatPast(Predicate<JsonNode> accepted, Consumer<String> dropped) {
        this.accepted = accepted;
        this.dropped = dropped;
    }

    void read(ObjectNode body) {
        if (!(body.path("messages") instanceof ArrayNode messages)) {
            return;
        }
        int newest = NewestTurn.start(messages);
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof ObjectNode message) {
                oldCalls(message, i);
                refusal(message);
                if (i < newest || message.path("role").asText().equals("assistant")) {
                    past(message);
                }
            }
        }
    }

    /** Functions are what tools were called before 2024; a function's message names no call. */
    private void oldCalls(ObjectNode message, int at) {
        if (message.path("role").asText().equals("assistant")
                && message.get("function_call") instanceof ObjectNode call) {
            message.remove("function_call");
            if (!message.path("tool_calls").isArray()) {
                lastCall = "call_" + at;
                ObjectNode tool = message.putArray("tool_calls").addObject();
                tool.put("id", lastCall).put("type", "function").set("function", call);
            }
        } else if (message.path("role").asText().equals("function")) {
            if (lastCall.isEmpty()) {
                message.put("role", "user");
            } else {
                message.put("role", "tool").put("tool_call_id", lastCall);
                message.remove("name");
                lastCall = "";
            }
            if (message.path("content").isNull() || message.path("content").isMissingNode()) {
                message.put("content", "");
            }
        }
    }

    /** A refusal counts as the model's words. */
    private static void refusal(ObjectNode message) {
        if (!message.path("role").asText().equals("assistant")) {
            return;
        }
        JsonNode refusal = message.path("refusal");
        boolean silent =
                message.path("content").isNull() || message.path("content").isMissingNode();
        if (refusal.isTextual()) {
            message.remove("refusal");
            if (silent) {
                message.set("content", refusal);
            }
        }
        for (JsonNode part : message.path("content")) {
            if (part instanceof ObjectNode object && part.path("type").asText().equals("refusal")) {
                object.put("type", "text").set("text", object.path("refusal"));
                object.remove("refusal");
            }
        }
    }

    private void past(ObjectNode message) {
        if (!ROLES.contains(message.path("role").asText())) {
            dropped.accept("messages[role]");
            message.put("role", "user");
        }
        if (message.path("content") instanceof ArrayNode parts) {
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (!isKnown(message, parts.get(i))) {
                    flatten(parts, i);
                }
            }
            if (parts.isEmpty()) {
                message.put("content", "");
            }
        }
        if (message.path("thinking_blocks") instanceof ArrayNode thoughts) {
            boolean foreign = false;
            for (JsonNode thought : thoughts) {
                foreign |= thought.path("type").asText().equals("thinking")
                        && !thought.path("signature").asText().matches("E[A-Za-z0-9+/]+={0,2}");
            }
            if (foreign) {
                message.remove("thinking_blocks");
                dropped.accept("messages[].thinking_blocks");
            }
        }
    }

    /** A part is judged where it stands: an assistant's may not be what a user's may. */
    private boolean isKnown(ObjectNode message, JsonNode part) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.set("role", message.path("role"));
        alone.put("tool_call_id", "call");
        alone.putArray("content").add(part);
        return accepted.test(alone);
    }

    private void flatten(ArrayNode parts, int at) {
        String text = Flat.text(parts.get(at));
        dropped.accept("messages[].content[" + parts.get(at).path("type").asText("part") + "]");
        if (text.isBlank()) {
            parts.remove(at);
        } else {
            parts.set(
                    at,
                    JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text));
        }
    }
}
