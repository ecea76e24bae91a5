package dev.portcullis.local.bedrock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rules of an Anthropic Messages body in InvokeModel. */
public final class MessagesRules {
    private static final Set<String> FIELDS = Set.of(
            "anthropic_version",
            "anthropic_beta",
            "max_tokens",
            "messages",
            "metadata",
            "system",
            "stop_sequences",
            "temperature",
            "top_p",
            "top_k",
            "tools",
            "tool_choice",
            "thinking",
            "output_config");
    private static final int MOST_CACHE_POINTS = 4;

    private final JsonNode body;
    private final Model model;
    private final Betas betas;

    private MessagesRules(JsonNode body, Model model) {
        this.body = body;
        this.model = model;
        this.betas = Betas.of(body.path("anthropic_beta"));
    }

    public static void check(JsonNode body, Model model) {
        MessagesRules rules = new MessagesRules(body, model);
        rules.fields();
        MessagesTools.check(body, model, rules.betas);
        Thinking.check(body, body.path("max_tokens").asLong(), body.path("tool_choice"), model);
        rules.thoughtFirst();
        rules.sampling();
        rules.stops();
        new TurnRules(body.path("messages"), model).check();
        rules.cachePoints();
    }

    private void fields() {
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name) && !betas.allowField(name)) {
                throw Rule.EXTRA_INPUT.broken(name + ": Extra inputs are not permitted");
            }
        });
        JsonNode format = body.path("output_config").path("format");
        if (format.isObject() && !model.can(Capability.STRUCTURED_OUTPUT)) {
            throw Rule.EXTRA_INPUT.broken("output_config.format: Extra inputs are not permitted");
        }
    }

    private void thoughtFirst() {
        JsonNode messages = body.path("messages");
        int last = messages.size() - 1;
        while (last >= 0 && !messages.get(last).path("role").asText().equals("assistant")) {
            last--;
        }
        JsonNode content = messages.path(Math.max(0, last)).path("content");
        boolean calls = false;
        for (JsonNode block : content) {
            calls |= block.path("type").asText().equals("tool_use");
        }
        String first = content.path(0).path("type").asText();
        boolean open = calls && last == messages.size() - 2;
        if (open && body.path("thinking").path("type").asText().equals("enabled") && !first.endsWith("thinking")) {
            throw Rule.THINKING_NOT_FIRST.broken("messages." + last + ".content.0.type: Expected `thinking` or"
                    + " `redacted_thinking`, but found `" + first + "`. When `thinking` is enabled, a final `assistant`"
                    + " message must start with a thinking block (preceding the lastmost set of `tool_use` and"
                    + " `tool_result` blocks).");
        }
    }

    private void sampling() {
        for (String name : List.of("temperature", "top_p", "top_k")) {
            if (body.has(name) && !model.can(Capability.SAMPLING)) {
                throw Rule.SAMPLING_NOT_SUPPORTED.broken("`" + name + "` is deprecated for this model.");
            }
        }
        if (body.has("temperature") && body.has("top_p")) {
            throw Rule.SAMPLING_BOTH.broken(
                    "`temperature` and `top_p` cannot both be specified for this model." + " Please use only one.");
        }
    }

    private void stops() {
        for (JsonNode stop : body.path("stop_sequences")) {
            if (stop.asText().isBlank()) {
                throw Rule.STOP_BLANK.broken("stop_sequences: each stop sequence must contain non-whitespace");
            }
        }
    }

    private void cachePoints() {
        List<JsonNode> marks = new ArrayList<>();
        body.path("tools").forEach(tool -> mark(tool, marks));
        body.path("system").forEach(block -> mark(block, marks));
        for (JsonNode message : body.path("messages")) {
            for (JsonNode block : message.path("content")) {
                mark(block, marks);
                block.path("content").forEach(inner -> mark(inner, marks));
            }
        }
        if (marks.size() > MOST_CACHE_POINTS) {
            throw Rule.CACHE_POINTS.broken(
                    "A maximum of 4 blocks with cache_control may be provided. Found " + marks.size() + ".");
        }
    }

    private static void mark(JsonNode block, List<JsonNode> into) {
        if (block.path("cache_control").isObject()) {
            into.add(block);
        }
    }
}
