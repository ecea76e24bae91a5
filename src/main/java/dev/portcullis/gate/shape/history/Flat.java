package dev.portcullis.gate.shape.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The text of a thing that has no place in a body. */
final class Flat {
    /** Fields that only the server which wrote them can use. */
    private static final Set<String> OPAQUE = Set.of(
            "type", "id", "status", "encrypted_content", "encrypted_index", "signature", "cache_control", "data");

    private static final int LONGEST = 100_000;
    /** A longer text without a space is a file. */
    private static final int LONGEST_WORD = 4_096;

    private Flat() {}

    /** Empty for a thing that says nothing. */
    static String text(JsonNode thing) {
        for (String name : new String[] {"text", "refusal", "content"}) {
            if (thing.path(name).isTextual()) {
                return cut(thing.path(name).textValue());
            }
        }
        JsonNode plain = plain(thing);
        return plain.isEmpty() ? "" : cut("[" + label(thing) + "] " + plain);
    }

    private static String label(JsonNode thing) {
        String type = thing.path("type").asText("item");
        return type.matches("[a-zA-Z0-9_.-]{1,64}") ? type : "item";
    }

    private static JsonNode plain(JsonNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isArray()) {
            ArrayNode list = nodes.arrayNode();
            node.forEach(item -> {
                JsonNode kept = plain(item);
                if (!isNothing(kept)) {
                    list.add(kept);
                }
            });
            return list;
        }
        if (node.isObject()) {
            ObjectNode object = nodes.objectNode();
            node.properties().forEach(field -> {
                JsonNode kept = plain(field.getValue());
                if (!OPAQUE.contains(field.getKey()) && !isNothing(kept)) {
                    object.set(field.getKey(), kept);
                }
            });
            return object;
        }
        boolean file = node.isTextual()
                && node.textValue().length() > LONGEST_WORD
                && node.textValue().indexOf(' ') < 0;
        return file ? nodes.nullNode() : node;
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.asText().isEmpty());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
