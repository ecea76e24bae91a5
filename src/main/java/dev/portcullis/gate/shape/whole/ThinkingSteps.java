package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import java.util.List;
import java.util.Map;

/** The amount of thinking, and the fields that cannot stand beside it. */
final class ThinkingSteps {
    private static final long LEAST = 1_024;
    /** The budgets that LiteLLM 1.108.7 makes of an effort, the smallest first. */
    private static final List<Map.Entry<String, Long>> BUDGETS =
            List.of(Map.entry("low", 1_024L), Map.entry("medium", 2_048L), Map.entry("high", 4_096L));

    private ThinkingSteps() {}

    static void budget(WholeBody body) {
        if (!(body.at("thinking") instanceof ObjectNode thinking)) {
            return;
        }
        String type = thinking.path("type").asText();
        if (type.equals("disabled")) {
            disabled(body);
        } else if (!body.can(Capability.THINKING_BUDGET) && !body.can(Capability.ADAPTIVE_THINKING)) {
            body.leave("thinking");
        } else if (type.equals("enabled") && body.can(Capability.THINKING_BUDGET)) {
            fit(body, thinking, thinking.path("budget_tokens").asLong());
        } else if (type.equals("enabled")) {
            adapt(body, thinking);
        } else if (!body.can(Capability.ADAPTIVE_THINKING)) {
            thinking.put("type", "enabled");
            // Room for the answer too: nobody named a number.
            fit(body, thinking, Math.min(4_096, body.bound() == 0 ? LEAST : body.bound() * 3 / 4));
        }
        if (!body.isClaude()) {
            body.leave("thinking.display");
        }
    }

    private static void disabled(WholeBody body) {
        // The newest Claude always thinks, which is also why it cannot be made to call a tool.
        boolean obeys = body.isClaude()
                && (body.isPassedOn() ? body.can(Capability.FORCED_TOOLS) : body.can(Capability.THINKING_BUDGET));
        if (obeys) {
            return;
        }
        if (body.can(Capability.REASONING) && !body.model().vendor().equals("amazon")) {
            // They think whatever they are told, or LiteLLM does not tell them.
            body.leave("thinking");
        } else {
            body.remove("thinking");
        }
    }

    private static void fit(WholeBody body, ObjectNode thinking, long budget) {
        long fitting = body.bound() == 0 ? budget : Math.min(budget, body.bound() - 1);
        if (fitting < LEAST) {
            body.leave("thinking");
        } else {
            thinking.put("budget_tokens", fitting);
        }
    }

    /** The newest models decide themselves; a budget becomes an effort. */
    private static void adapt(WholeBody body, ObjectNode thinking) {
        long budget = thinking.path("budget_tokens").asLong();
        thinking.remove("budget_tokens");
        thinking.put("type", "adaptive");
        if (body.isMessages() && !body.has(body.effortPath())) {
            body.put(body.effortPath(), budget >= 4_096 ? "high" : budget >= 2_048 ? "medium" : "low");
        } else {
            body.name("thinking.budget_tokens");
        }
    }

    static void effort(WholeBody body) {
        String path = body.effortPath();
        if (!body.has(path)) {
            return;
        }
        boolean effort = body.can(Capability.EFFORT);
        boolean budget = body.can(Capability.THINKING_BUDGET);
        if (body.isMessages() ? !body.isClaude() || !effort : !effort && !budget) {
            body.leave(path);
        } else if (!body.isMessages() && budget && !body.can(Capability.ADAPTIVE_THINKING)) {
            fitEffort(body, path);
        }
    }

    /** LiteLLM makes a budget of it that knows nothing of the answer's bound. */
    private static void fitEffort(WholeBody body, String path) {
        String asked = body.at(path).asText();
        String fitting = "";
        for (Map.Entry<String, Long> level : BUDGETS) {
            if (level.getValue() < body.bound()) {
                fitting = level.getKey();
            }
            if (level.getKey().equals(asked)) {
                break;
            }
        }
        if (fitting.isEmpty() || asked.equals("none") || asked.equals("minimal")) {
            body.leave(path);
        } else if (!fitting.equals(asked)) {
            body.put(path, fitting);
        }
    }

    static void besideForcedTool(WholeBody body) throws Unfit {
        if (!body.choice().isForced() || body.tools().isEmpty() || !body.can(Capability.REASONING)) {
            return;
        }
        if (body.isPassedOn()) {
            if (thinks(body)) {
                throw Unfit.together("thinking: the model's vendor refuses it beside a tool_choice that forces a"
                        + " tool. Leave one of them out");
            }
        } else if (!body.model().vendor().equals("amazon")) {
            // LiteLLM would keep the thoughts and quietly make the forced tool a possible one.
            body.leave("thinking");
            body.leave(body.effortPath());
        }
    }

    static void sampling(WholeBody body) throws Unfit {
        if (!body.can(Capability.SAMPLING)) {
            List.of("temperature", "top_p", "top_k").forEach(body::leave);
        }
        if (!body.isClaude()) {
            if (!body.model().vendor().equals("amazon")) {
                body.leave("top_k");
            }
            return;
        }
        if (body.has("temperature")) {
            body.leave("top_p");
        }
        if (thinks(body) && body.has("temperature") && body.at("temperature").asDouble() != 1) {
            if (body.isMessages()) {
                throw Unfit.together(
                        "temperature: the model's vendor refuses any other than 1 beside thinking. Leave one of them out");
            }
            body.leave("temperature");
        }
    }

    private static boolean thinks(WholeBody body) {
        String type = body.at("thinking").path("type").asText();
        boolean effort = !body.isMessages() && body.has(body.effortPath());
        return type.equals("enabled") || type.equals("adaptive") || effort;
    }

    /** While tools are being called, a thinking model wants its last thought back. */
    static void thoughtFirst(WholeBody body) {
        boolean adaptive = body.can(Capability.ADAPTIVE_THINKING)
                && !body.at("thinking").path("type").asText().equals("enabled");
        if (body.isClaude() && thinks(body) && !adaptive && OpenCalls.lackThought(body)) {
            body.leave("thinking");
            if (!body.isMessages()) {
                body.leave(body.effortPath());
            }
        }
    }

    static void prefill(WholeBody body) throws Unfit {
        JsonNode turns = body.turns();
        JsonNode last = turns.path(turns.size() - 1);
        boolean begun = last.path("role").asText().equals("assistant")
                && !last.has("tool_calls")
                && last.path("type").asText("message").equals("message");
        if (begun && body.isClaude() && !body.can(Capability.PREFILL)) {
            throw Unfit.model((body.isResponses() ? "input" : "messages")
                    + ": " + body.modelName()
                    + " does not continue an answer that the request begins. End with a message of the user");
        }
    }
}
