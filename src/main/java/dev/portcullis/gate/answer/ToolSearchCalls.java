package dev.portcullis.gate.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns calls of the function that stands for a client's search for tools back into what the client knows. */
final class ToolSearchCalls {
    static final String NAME = "tool_search";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ToolSearchCalls() {}

    /** A whole answer, or the data of one event; the same text where it has no such call. */
    static String turnBack(String json) {
        if (!json.contains("\"" + NAME + "\"")) {
            return json;
        }
        try {
            JsonNode answer = JSON.readTree(json);
            return turn(answer) ? JSON.writeValueAsString(answer) : json;
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    /** An event has one item, or the whole response. */
    private static boolean turn(JsonNode answer) {
        boolean turned = item(answer.path("item"));
        for (JsonNode item : answer.path("output")) {
            turned |= item(item);
        }
        for (JsonNode item : answer.path("response").path("output")) {
            turned |= item(item);
        }
        return turned;
    }

    private static boolean item(JsonNode node) {
        boolean search = node.path("type").asText().equals("function_call")
                && node.path("name").asText().equals(NAME);
        if (!search || !(node instanceof ObjectNode item)) {
            return false;
        }
        item.put("type", "tool_search_call").put("execution", "client");
        item.remove("name");
        item.set("arguments", arguments(item.path("arguments").asText()));
        return true;
    }

    /** While they still come, there are none. */
    private static JsonNode arguments(String text) {
        try {
            JsonNode arguments = JSON.readTree(text);
            return arguments.isObject() ? arguments : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
