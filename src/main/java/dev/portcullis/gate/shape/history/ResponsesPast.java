package dev.portcullis.gate.shape.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.whole.NewestTurn;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** History of OpenAI's Responses API, as Codex keeps it. */
final class ResponsesPast {
    private static final Set<String> OWN = Set.of("function_call", "custom_tool_call");
    /** Items that a client or a server notes for itself; the conversation is whole without them. */
    private static final Set<String> BOOKKEEPING = Set.of("image_generation_call", "web_search_call", "ghost_snapshot");

    private final Predicate<JsonNode> accepted;
    private final Consumer<String> dropped;
    private final LiftedTools lifted = new LiftedTools();

    ResponsesPast(Predicate<JsonNode> accepted, Consumer<String> dropped) {
        this.accepted = accepted;
        this.dropped = dropped;
    }

    void read(ObjectNode body) {
        lifted.search(body);
        if (body.path("input") instanceof ArrayNode input) {
            int newest = NewestTurn.start(input);
            ArrayNode fresh = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < input.size(); i++) {
                item(input.get(i), i < newest, fresh);
            }
            if (!fresh.isEmpty()) {
                body.set("input", fresh);
            }
        }
        lifted.into(body);
    }

    private void item(JsonNode item, boolean past, ArrayNode into) {
        String type = item.path("type").asText();
        refusals(item.path("content"), "output_text");
        refusals(item.path("output"), "input_text");
        if (type.equals("additional_tools")) {
            lifted.add(item.path("tools"));
        } else if (type.equals("tool_search_output")) {
            lifted.add(item.path("tools"));
            into.add(output(item, LiftedTools.named(item.path("tools"))));
        } else if (isCall(item, type)) {
            into.add(call(item, type));
        } else if (isOutput(item, type)) {
            JsonNode said = item.path("output");
            into.add(output(item, said.isTextual() ? said.textValue() : said.toString()));
        } else if (BOOKKEEPING.contains(type) || type.contains("compaction")) {
            leave(type);
        } else if (type.equals("reasoning")) {
            reasoning(item, past, into);
        } else if (!past || type.equals("item_reference")) {
            into.add(item);
        } else {
            past(item, type, into);
        }
    }

    /** A refusal counts as the model's words; LiteLLM would leave it out. */
    private static void refusals(JsonNode parts, String as) {
        for (JsonNode part : parts) {
            if (part instanceof ObjectNode said
                    && said.path("type").asText().equals("refusal")
                    && said.path("refusal").isTextual()) {
                said.put("type", as).set("text", said.remove("refusal"));
            }
        }
    }

    /** A thought that only its own vendor can read, or that LiteLLM has marked for itself, would end the session. */
    private void reasoning(JsonNode item, boolean past, ArrayNode into) {
        if (past && !accepted.test(item)) {
            leave("reasoning");
        } else {
            into.add(item);
        }
    }

    private void past(JsonNode item, String type, ArrayNode into) {
        if (accepted.test(item)) {
            into.add(item);
            return;
        }
        if (item.path("content") instanceof ArrayNode parts && item.path("role").isTextual()) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(Flat.text(part)).append('\n'));
            message(item.path("role").asText(), text.toString().strip(), into);
            dropped.accept("input[].content[unknown]");
            return;
        }
        String text = Flat.text(item);
        if (text.isBlank()) {
            leave(type);
        } else {
            message("assistant", text, into);
            dropped.accept("input[" + type + "]");
        }
    }

    private static void message(String role, String text, ArrayNode into) {
        into.addObject()
                .put("type", "message")
                .put("role", Set.of("user", "assistant", "system", "developer").contains(role) ? role : "user")
                .put("content", text);
    }

    private void leave(String type) {
        dropped.accept("input[" + (type.isEmpty() ? "item" : type) + "]");
    }

    /** A call that a client runs has an id by which its output refers to it. */
    private static boolean isCall(JsonNode item, String type) {
        return type.endsWith("_call")
                && !OWN.contains(type)
                && item.path("call_id").isTextual();
    }

    private static boolean isOutput(JsonNode item, String type) {
        return type.endsWith("_call_output")
                && !OWN.contains(type.substring(0, type.length() - "_output".length()))
                && item.path("call_id").isTextual();
    }

    private static ObjectNode call(JsonNode item, String type) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        JsonNode arguments = item.path("arguments");
        JsonNode action = item.path("action");
        JsonNode given = arguments.isMissingNode() ? action.isMissingNode() ? rest(item) : action : arguments;
        return call.put("type", "function_call")
                .put("call_id", item.path("call_id").asText())
                .put("name", type.substring(0, type.length() - "_call".length()))
                .put("arguments", given.isTextual() ? given.textValue() : given.toString());
    }

    private static JsonNode rest(JsonNode item) {
        ObjectNode rest = item.deepCopy();
        rest.remove(List.of("type", "id", "status", "call_id"));
        return rest;
    }

    private static ObjectNode output(JsonNode item, String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "function_call_output")
                .put("call_id", item.path("call_id").asText())
                .put("output", text.isBlank() ? "(nothing)" : text);
    }
}
