package dev.portcullis.gate.shape.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.Bodies;
import java.util.Optional;

/**
 * Takes the usage out of a streamed chat whose caller did not ask for it: {@link Bodies} always asks. Give the data to
 * {@link UsageReader} first.
 */
public final class StreamFilter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StreamFilter() {}

    /**
     * One event as the caller is to see it.
     *
     * @param data the text after {@code data:}
     * @return the same text unless it reports usage; empty for an event that does nothing else
     */
    public static Optional<String> withoutUsage(String data) {
        if (!data.contains("\"usage\"")) {
            return Optional.of(data);
        }
        try {
            if (!(JSON.readTree(data) instanceof ObjectNode chunk) || chunk.remove("usage") == null) {
                return Optional.of(data);
            }
            return saysSomething(chunk) ? Optional.of(JSON.writeValueAsString(chunk)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(data);
        }
    }

    /** OpenAI's last chunk has no choices, LiteLLM's may have one with nothing in it. */
    private static boolean saysSomething(ObjectNode chunk) {
        if (chunk.hasNonNull("error")) {
            return true;
        }
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.hasNonNull("finish_reason")) {
                return true;
            }
            for (var field : choice.path("delta").properties()) {
                JsonNode value = field.getValue();
                boolean blank = value.isEmpty() && value.asText().isEmpty();
                boolean empty = value.isNull() || blank || field.getKey().equals("role");
                if (!empty) {
                    return true;
                }
            }
        }
        return false;
    }
}
