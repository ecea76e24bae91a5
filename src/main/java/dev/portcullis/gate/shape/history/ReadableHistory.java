package dev.portcullis.gate.shape.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.policy.ApiShape;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes a body's history readable for the tables, in place. */
public final class ReadableHistory {
    private ReadableHistory() {}

    /**
     * Changes what the tables would refuse.
     *
     * @param body as the caller sent it
     * @param accepted whether the table of this API takes a part of a message, or an item
     * @param dropped takes the name of what is left out
     */
    public static void make(ApiShape api, ObjectNode body, Predicate<JsonNode> accepted, Consumer<String> dropped) {
        switch (api) {
            case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS -> new MessagesPast(accepted, dropped).read(body);
            case OPENAI_CHAT -> new ChatPast(accepted, dropped).read(body);
            case OPENAI_RESPONSES -> new ResponsesPast(accepted, dropped).read(body);
            default -> {}
        }
    }
}
