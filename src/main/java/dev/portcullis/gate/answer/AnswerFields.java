package dev.portcullis.gate.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.policy.ApiShape;
import java.util.Set;

/**
 * The outermost fields of an answer that is not streamed, by the vendors' own references. Others are LiteLLM's, under
 * names that its next release may change, so that what goes on is a list of what may, and not of what may not.
 */
final class AnswerFields {
    private static final Set<String> CHAT = Set.of(
            "id", "object", "created", "model", "choices", "usage", "service_tier", "system_fingerprint", "metadata");
    private static final Set<String> RESPONSES = Set.of(
            "id",
            "object",
            "created_at",
            "completed_at",
            "status",
            "background",
            "conversation",
            "error",
            "incomplete_details",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "model",
            "output",
            "parallel_tool_calls",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_retention",
            "reasoning",
            "safety_identifier",
            "service_tier",
            "store",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "usage",
            "user");
    private static final Set<String> EMBEDDINGS = Set.of("object", "data", "model", "usage");
    private static final Set<String> IMAGES =
            Set.of("created", "data", "usage", "background", "output_format", "quality", "size");
    private static final Set<String> MESSAGES = Set.of(
            "id",
            "type",
            "role",
            "model",
            "content",
            "stop_reason",
            "stop_sequence",
            "stop_details",
            "usage",
            "container",
            "context_management");

    private AnswerFields() {}

    /** Whether anything had to go. */
    static boolean keep(ApiShape shape, ObjectNode answer) {
        int before = answer.size();
        answer.retain(
                switch (shape) {
                    case OPENAI_CHAT -> CHAT;
                    case OPENAI_RESPONSES -> RESPONSES;
                    case OPENAI_EMBEDDINGS -> EMBEDDINGS;
                    case OPENAI_IMAGES_GENERATIONS, OPENAI_IMAGES_EDITS -> IMAGES;
                    case ANTHROPIC_MESSAGES -> MESSAGES;
                    case ANTHROPIC_COUNT_TOKENS -> Set.of("input_tokens");
                    // The gate's own answers.
                    case MODELS, KEY -> throw new IllegalArgumentException(shape.word());
                });
        return answer.size() != before;
    }
}
