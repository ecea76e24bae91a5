package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A finished chat answer, before either API has worded it.
 *
 * @param id counts up with every answer
 * @param thought the thoughts before the answer
 * @param words the text; each is one output token and one piece of a stream
 */
record Reply(
        long id,
        String modelId,
        Optional<String> thought,
        List<String> words,
        Optional<ToolCall> toolCall,
        Stop stop,
        BilledUsage usage) {
    /** A signature that looks like Anthropic's: base64 of a protocol buffer. */
    static final String SIGNATURE = "EiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

    /** A tool call whose arguments end in their middle when it is cut. */
    record ToolCall(String name, JsonNode input, boolean cut) {

        /** The arguments as a stream sends them. */
        String arguments() {
            String whole = input.toString();
            return cut ? whole.substring(0, (whole.length() + 1) / 2) : whole;
        }

        /** The arguments as an answer that is not streamed has them: empty when they are not JSON. */
        JsonNode arrived() {
            return cut ? Json.object() : input;
        }
    }

    /** Why it ended. */
    enum Stop {
        END_TURN("end_turn"),
        TOOL_USE("tool_use"),
        MAX_TOKENS("max_tokens"),
        FILTERED("refusal", "content_filtered"),
        GUARDED("end_turn", "guardrail_intervened");

        private final String word;
        private final String converseWord;

        Stop(String word) {
            this(word, word);
        }

        Stop(String word, String converseWord) {
            this.word = word;
            this.converseWord = converseWord;
        }

        /** Anthropic's. */
        String word() {
            return word;
        }

        /** Converse's. */
        String converseWord() {
            return converseWord;
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
