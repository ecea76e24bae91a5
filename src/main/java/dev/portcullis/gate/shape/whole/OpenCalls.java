package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;

/** Tool calls whose results are the newest turn. */
final class OpenCalls {
    private OpenCalls() {}

    /** Whether there are any, and the answer that made them shows no thought in front. */
    static boolean lackThought(WholeBody body) {
        JsonNode turns = body.turns();
        return body.isResponses() ? responses(turns) : messages(turns);
    }

    private static boolean messages(JsonNode turns) {
        int last = turns.size() - 1;
        while (last >= 0 && !turns.get(last).path("role").asText().equals("assistant")) {
            last--;
        }
        if (last < 0 || last == turns.size() - 1) {
            return false;
        }
        JsonNode answer = turns.get(last);
        if (answer.has("tool_calls")) {
            return !answer.has("thinking_blocks");
        }
        boolean calls = false;
        for (JsonNode block : answer.path("content")) {
            calls |= block.path("type").asText().equals("tool_use");
        }
        return calls && !answer.path("content").path(0).path("type").asText().endsWith("thinking");
    }

    private static boolean responses(JsonNode turns) {
        boolean open = turns.path(turns.size() - 1).path("type").asText().endsWith("_call_output");
        // Encrypted reasoning of LiteLLM's answers does not come back as a signed thought.
        return open;
    }
}
