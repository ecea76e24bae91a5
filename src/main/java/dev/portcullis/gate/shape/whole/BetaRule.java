package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The table of betas: each follows from the fields that are unknown to Bedrock without it. */
public enum BetaRule {
    TOOL_SEARCH(
            "a tool that searches tools",
            "tool-search-tool-2025-10-19",
            tool -> type(tool).startsWith("tool_search_tool_")),
    MEMORY(
            "the memory tool",
            "context-management-2025-06-27",
            tool -> type(tool).startsWith("memory_")),
    COMPUTER(
            "the computer of January 2025",
            "computer-use-2025-01-24",
            tool -> type(tool).equals("computer_20250124")),
    NEW_COMPUTER(
            "the computer of November 2025",
            "computer-use-2025-11-24",
            tool -> type(tool).equals("computer_20251124")),
    EAGER_INPUT(
            "`eager_input_streaming` of a tool",
            "fine-grained-tool-streaming-2025-05-14",
            tool -> tool.path("eager_input_streaming").asBoolean()),
    CONTEXT_EDITS("`context_management`", "context-management-2025-06-27", tool -> false),
    EFFORT("`output_config.effort`", "effort-2025-11-24", tool -> false);

    private final String field;
    private final String beta;

    @SuppressWarnings("ImmutableEnumChecker") // each is a lambda without a state
    private final Predicate<JsonNode> ofTool;

    BetaRule(String field, String beta, Predicate<JsonNode> ofTool) {
        this.field = field;
        this.beta = beta;
        this.ofTool = ofTool;
    }

    /** The feature that needs it, for people. */
    public String field() {
        return field;
    }

    public String beta() {
        return beta;
    }

    static List<String> needed(JsonNode body) {
        return Arrays.stream(values())
                .filter(rule -> rule.isNeeded(body))
                .map(BetaRule::beta)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isNeeded(JsonNode body) {
        for (JsonNode tool : body.path("tools")) {
            if (ofTool.test(tool)) {
                return true;
            }
        }
        return switch (this) {
            case CONTEXT_EDITS -> body.has("context_management");
            case EFFORT -> body.path("output_config").has("effort");
            default -> false;
        };
    }

    private static String type(JsonNode tool) {
        return tool.path("type").asText();
    }
}
