package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Finds the beginning of a conversation's newest turn: behind the last item that a model made, and at the last message
 * of the user. Everything before it was accepted and answered before, so it is no reason to refuse.
 */
public final class NewestTurn {
    private NewestTurn() {}

    /** The index of its first message or item; the list's length is one more than the last. */
    public static int start(JsonNode turns) {
        int start = 0;
        for (int i = 0; i < turns.size(); i++) {
            JsonNode turn = turns.get(i);
            String role = turn.path("role").asText();
            if (isModels(turn, role) && i < turns.size() - 1) {
                start = i + 1;
            } else if (role.equals("user") && !hasResults(turn)) {
                start = i;
            }
        }
        return start;
    }

    private static boolean isModels(JsonNode turn, String role) {
        String type = turn.path("type").asText();
        return role.equals("assistant") || type.endsWith("_call") || type.equals("reasoning");
    }

    /** A user's message that brings results belongs to the one before it, which may bring others. */
    private static boolean hasResults(JsonNode turn) {
        for (JsonNode block : turn.path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                return true;
            }
        }
        return false;
    }
}
