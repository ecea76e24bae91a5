package dev.portcullis.local.bedrock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The features that a request switches on with {@code anthropic_beta}, and the fields that are unknown without them.
 */
final class Betas {
    static final String TOOL_SEARCH = "tool-search-tool-2025-10-19";
    static final String TOOL_EXAMPLES = "tool-examples-2025-10-29";
    static final String CONTEXT_MANAGEMENT = "context-management-2025-06-27";

    private static final Map<String, String> FIELDS = Map.of("context_management", CONTEXT_MANAGEMENT);
    /** The beta by the beginning of a tool's type. */
    private static final Map<String, String> TOOLS = Map.of(
            "tool_search_tool_",
            TOOL_SEARCH,
            "memory_",
            CONTEXT_MANAGEMENT,
            "computer_20250124",
            "computer-use-2025-01-24",
            "computer_20251124",
            "computer-use-2025-11-24");

    private final Set<String> asked = new TreeSet<>();

    private Betas() {}

    static Betas of(JsonNode list) {
        Betas betas = new Betas();
        list.forEach(beta -> betas.asked.add(beta.asText()));
        return betas;
    }

    boolean has(String beta) {
        return asked.contains(beta);
    }

    boolean allowField(String name) {
        String needed = FIELDS.get(name);
        return needed != null && has(needed);
    }

    boolean allowTool(String type) {
        return TOOLS.entrySet().stream()
                .filter(entry -> type.startsWith(entry.getKey()))
                .allMatch(entry -> has(entry.getValue()));
    }
}
