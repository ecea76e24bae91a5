package dev.portcullis.gate.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;

/**
 * Turns LiteLLM's answer into the one that the caller asked for.
 *
 * @param base64 numbers of an embedding as base64 of little-endian 32-bit floats
 * @param toolSearch calls of a function that stands for the client's search for tools
 */
public record AnswerForm(boolean base64, boolean toolSearch) {
    public static final AnswerForm AS_IT_IS = new AnswerForm(false, false);

    /** Reads it from a new body, and takes out what was meant for the gate alone. */
    public static AnswerForm of(ApiShape api, ObjectNode body) {
        if (api == ApiShape.OPENAI_EMBEDDINGS) {
            JsonNode format = body.remove("encoding_format");
            return new AnswerForm(format != null && format.asText().equals("base64"), false);
        }
        return api == ApiShape.OPENAI_RESPONSES ? new AnswerForm(false, searches(body)) : AS_IT_IS;
    }

    /** Rewrites an answer that is not streamed. */
    public byte[] whole(byte[] json) {
        return toolSearch
                ? ToolSearchCalls.turnBack(new String(json, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8)
                : json;
    }

    /** Rewrites the data of one event of a stream. */
    public String event(String data) {
        return toolSearch ? ToolSearchCalls.turnBack(data) : data;
    }

    private static boolean searches(ObjectNode body) {
        for (JsonNode tool : body.path("tools")) {
            if (tool.path("type").asText().equals("function")
                    && tool.path("name").asText().equals(ToolSearchCalls.NAME)) {
                return true;
            }
        }
        return false;
    }
}
