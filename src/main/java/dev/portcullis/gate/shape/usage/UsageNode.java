package dev.portcullis.gate.shape.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.policy.ApiShape;
import java.util.List;

/** A {@code usage} object in the words of each vendor, as LiteLLM 1.108.7 writes them. */
final class UsageNode {
    private UsageNode() {}

    /**
     * Chat, responses and embeddings: the prompt's tokens are one sum, of which the details name the cached parts. A
     * part that the sum does not hold is still counted.
     */
    static Usage openAi(JsonNode usage) {
        JsonNode details = first(usage, "prompt_tokens_details", "input_tokens_details");
        long prompt = count(usage, "prompt_tokens", "input_tokens");
        long read = Math.max(count(details, "cached_tokens"), count(usage, "cache_read_input_tokens"));
        long written = Math.max(
                count(details, "cache_write_tokens", "cache_creation_tokens"),
                count(usage, "cache_creation_input_tokens"));
        long hour = Math.min(written, count(details.path("cache_creation_token_details"), "ephemeral_1h_input_tokens"));
        return new Usage(
                Math.max(0, prompt - read - written),
                count(usage, "completion_tokens", "output_tokens"),
                read,
                written - hour,
                hour,
                0);
    }

    /** Messages: the parts of the prompt stand side by side. */
    static Usage anthropic(JsonNode usage) {
        long written = count(usage, "cache_creation_input_tokens");
        JsonNode split = usage.path("cache_creation");
        long hour = count(split, "ephemeral_1h_input_tokens");
        return new Usage(
                count(usage, "input_tokens"),
                count(usage, "output_tokens"),
                count(usage, "cache_read_input_tokens"),
                Math.max(written - hour, count(split, "ephemeral_5m_input_tokens")),
                hour,
                0);
    }

    /** The fields that every report of the API has. */
    static List<String> required(ApiShape shape) {
        return switch (shape) {
            case OPENAI_CHAT -> List.of("prompt_tokens", "completion_tokens");
            case OPENAI_EMBEDDINGS -> List.of("prompt_tokens");
            case OPENAI_RESPONSES, ANTHROPIC_MESSAGES -> List.of("input_tokens", "output_tokens");
            default -> List.of();
        };
    }

    /** Whether all its counts of tokens are counts. */
    static boolean isSane(JsonNode usage) {
        for (var field : usage.properties()) {
            JsonNode value = field.getValue();
            boolean count = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
            if (value.isNumber() && field.getKey().endsWith("_tokens") && !count) {
                return false;
            }
            if (value.isObject() && !isSane(value)) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode first(JsonNode usage, String name, String otherName) {
        return usage.path(name).isObject() ? usage.path(name) : usage.path(otherName);
    }

    /** The largest of some names for the same number; zero for what is no number. */
    private static long count(JsonNode usage, String... names) {
        long most = 0;
        for (String name : names) {
            most = Math.max(most, usage.path(name).asLong());
        }
        return most;
    }
}
