package dev.portcullis.local.bedrock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Results of tools in a Converse body, each of which answers a call of the turn before. */
final class ConverseTurns {
    private ConverseTurns() {}

    static void check(JsonNode messages) {
        Set<String> asked = Set.of();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode content = messages.get(i).path("content");
            Set<String> answered = ids(content, "toolResult");
            if (messages.get(i).path("role").asText().equals("user")) {
                for (String id : answered) {
                    if (!asked.contains(id)) {
                        throw Rule.RESULT_WITHOUT_CALL.broken("The number of toolResult blocks at messages." + i
                                + ".content exceeds the number of toolUse blocks of previous turn.");
                    }
                }
                Set<String> left = new TreeSet<>(asked);
                left.removeAll(answered);
                if (!left.isEmpty()) {
                    throw Rule.CALL_WITHOUT_RESULT.broken("Expected toolResult blocks at messages." + i
                            + ".content for the following Ids: " + String.join(", ", left));
                }
            }
            asked = ids(content, "toolUse");
        }
    }

    private static Set<String> ids(JsonNode content, String kind) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode block : content) {
            if (block.has(kind)) {
                ids.add(block.path(kind).path("toolUseId").asText());
            }
        }
        return ids;
    }
}
