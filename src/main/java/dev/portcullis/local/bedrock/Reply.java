package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A finished chat answer, before either API has worded it.
 *
 * @param id counts up with every answer
 * @param words the text; each is one output token and one piece of a stream
 */
record Reply(long id, String modelId, List<String> words, Optional<ToolCall> toolCall, Stop stop, Usage usage) {

    record ToolCall(String name, JsonNode input) {}

    /** Why it ended. Both APIs use these words. */
    enum Stop {
        END_TURN("end_turn"),
        TOOL_USE("tool_use"),
        MAX_TOKENS("max_tokens");

        private final String word;

        Stop(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    String text() {
        return String.join(" ", words);
    }

    /** The piece that a stream sends for one word; put together they are {@link #text()}. */
    String piece(int index) {
        return index == 0 ? words.get(0) : " " + words.get(index);
    }
}
