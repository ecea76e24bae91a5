package dev.portcullis.gate.shape.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The words of one answer about the guardrail that looked at it, without anything of the prompt or the answer.
 *
 * @param intervened whether the guardrail blocked or masked something; never true of a model's own refusal
 * @param blocked whether its own text stands in place of the answer
 * @param filtered whether the answer ended by a filter, be it the guardrail or the model's own
 * @param policies the kinds of policy that intervened, in Bedrock's words; empty where the answer does not name them
 * @param units by Bedrock's counters; empty where the answer does not report them
 */
public record GuardrailReport(
        boolean intervened, boolean blocked, boolean filtered, Set<String> policies, Map<String, Long> units) {
    static final GuardrailReport NONE = new GuardrailReport(false, false, false, Set.of(), Map.of());

    /** Every kind that Bedrock has, so that no answer can make a new name in the log or a new series of a metric. */
    private static final Set<String> KINDS = Set.of(
            "automatedReasoningPolicy",
            "contentPolicy",
            "contextualGroundingPolicy",
            "sensitiveInformationPolicy",
            "topicPolicy",
            "wordPolicy");

    private static final Set<String> FILTERED = Set.of("content_filter", "refusal");
    private static final String UNITS = "Units";
    private static final int DEEPEST = 12;

    /** The report in an answer that is not streamed, or in one event. */
    public static GuardrailReport of(JsonNode said) {
        JsonNode trace = trace(said).orElse(MissingNode.getInstance());
        boolean acted = said.path("amazon-bedrock-guardrailAction").asText().equals("INTERVENED")
                || said.path("message")
                        .path("amazon-bedrock-guardrailAction")
                        .asText()
                        .equals("INTERVENED");
        Set<String> blocking = new TreeSet<>();
        Set<String> policies = new TreeSet<>();
        Map<String, Long> units = new TreeMap<>();
        assess(trace, blocking, policies, units, 0);
        return new GuardrailReport(
                acted || !policies.isEmpty(),
                !blocking.isEmpty() || (acted && policies.isEmpty()),
                isFiltered(said),
                policies,
                units);
    }

    /** Both together, as the events of a stream are. */
    GuardrailReport and(GuardrailReport later) {
        Set<String> both = new TreeSet<>(policies);
        both.addAll(later.policies);
        return new GuardrailReport(
                intervened || later.intervened,
                blocked || later.blocked,
                filtered || later.filtered,
                both,
                later.units.isEmpty() ? units : later.units);
    }

    /** LiteLLM leaves it where Bedrock put it, or puts it among the fields of its own. */
    private static Optional<JsonNode> trace(JsonNode said) {
        for (JsonNode place : new JsonNode[] {
            said.path("trace"),
            said.path("amazon-bedrock-trace"),
            said.path("provider_specific_fields").path("trace"),
            said.path("response").path("provider_specific_fields").path("trace")
        }) {
            if (place.path("guardrail").isObject()) {
                return Optional.of(place.path("guardrail"));
            }
        }
        return Optional.empty();
    }

    private static boolean isFiltered(JsonNode said) {
        boolean choice = false;
        for (JsonNode one : said.path("choices")) {
            choice |= FILTERED.contains(one.path("finish_reason").asText());
        }
        return choice
                || FILTERED.contains(said.path("stop_reason").asText())
                || FILTERED.contains(said.path("delta").path("stop_reason").asText())
                || FILTERED.contains(
                        said.path("incomplete_details").path("reason").asText())
                || FILTERED.contains(said.path("response")
                        .path("incomplete_details")
                        .path("reason")
                        .asText());
    }

    private static void assess(
            JsonNode node, Set<String> blocking, Set<String> policies, Map<String, Long> units, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (var field : node.properties()) {
            if (KINDS.contains(field.getKey())) {
                if (acts(field.getValue(), "BLOCKED", 0)) {
                    blocking.add(field.getKey());
                    policies.add(field.getKey());
                } else if (acts(field.getValue(), "ANONYMIZED", 0)) {
                    policies.add(field.getKey());
                }
            } else if (field.getKey().equals("usage")) {
                count(field.getValue(), units);
            } else {
                assess(field.getValue(), blocking, policies, units, depth + 1);
            }
        }
        if (node.isArray()) {
            node.forEach(item -> assess(item, blocking, policies, units, depth + 1));
        }
    }

    private static void count(JsonNode usage, Map<String, Long> units) {
        for (var counter : usage.properties()) {
            boolean counts = counter.getKey().endsWith(UNITS)
                    && counter.getValue().isIntegralNumber()
                    && counter.getValue().asLong() >= 0
                    && counter.getValue().asLong() < Integer.MAX_VALUE;
            if (counts) {
                units.merge(counter.getKey(), counter.getValue().asLong(), Long::sum);
            }
        }
    }

    private static boolean acts(JsonNode node, String action, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        if (node.path("action").asText().equals(action)) {
            return true;
        }
        for (JsonNode inner : node) {
            if (acts(inner, action, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
