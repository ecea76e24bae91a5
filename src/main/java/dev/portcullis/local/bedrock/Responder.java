package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the answer to a prompt. It never pretends: every text begins by saying what wrote it. */
final class Responder {
    static final String HONEST = "This is the Portcullis stand-in for Bedrock, not a model.";

    private static final String THOUGHT = "The stand-in thinks nothing.";

    /** Enough to see that one's own question arrived. */
    private static final int ECHOED_WORDS = 20;

    private final PromptCache cache = new PromptCache();
    private final AtomicLong answers = new AtomicLong();

    Reply reply(String modelId, Prompt prompt, List<Directive> directives) {
        Optional<Reply.ToolCall> call = toolCall(prompt, directives);
        List<String> words = words(prompt, directives, call.isPresent());
        boolean cut = words.size() > prompt.maxTokens();
        if (cut) {
            words = words.subList(0, prompt.maxTokens());
            call = Optional.empty();
        }
        Reply.Stop stop = Reply.Stop.END_TURN;
        if (cut) {
            stop = Reply.Stop.MAX_TOKENS;
        } else if (call.isPresent()) {
            stop = Reply.Stop.TOOL_USE;
        }
        if (call.isPresent() && call.get().cut()) {
            stop = Reply.Stop.MAX_TOKENS;
        } else if (directives.stream().anyMatch(Directive.ContentFilter.class::isInstance)) {
            stop = Reply.Stop.FILTERED;
        }
        Optional<String> thought = directives.stream()
                .filter(Directive.Think.class::isInstance)
                .findFirst()
                .map(think -> THOUGHT);
        int output = words.size()
                + call.map(Responder::tokens).orElse(0)
                + thought.map(Words::count).orElse(0);
        BilledUsage usage = cache.usage(modelId, prompt).withOutput(output);
        return new Reply(answers.incrementAndGet(), modelId, thought, List.copyOf(words), call, stop, usage);
    }

    private static List<String> words(Prompt prompt, List<Directive> directives, boolean callsTool) {
        List<String> words = new ArrayList<>(Words.of(HONEST));
        Optional<Integer> length = directives.stream()
                .filter(Directive.LongAnswer.class::isInstance)
                .map(directive -> ((Directive.LongAnswer) directive).words())
                .findFirst();
        if (length.isPresent()) {
            // Each word is its own number, so that a lost or doubled one shows.
            for (int number = words.size() + 1; number <= length.get(); number++) {
                words.add(String.valueOf(number));
            }
            return words.subList(0, Math.min(words.size(), length.get()));
        }
        List<String> asked = Words.of(Directive.strip(prompt.lastUserText()));
        if (!callsTool && !asked.isEmpty()) {
            words.addAll(List.of("You", "said:"));
            words.addAll(asked.subList(0, Math.min(asked.size(), ECHOED_WORDS)));
        }
        return words;
    }

    private static Optional<Reply.ToolCall> toolCall(Prompt prompt, List<Directive> directives) {
        for (Directive directive : directives) {
            if (directive instanceof Directive.CallTool call) {
                return Optional.of(toolCall(prompt, call.name(), false));
            }
            if (directive instanceof Directive.CutTool call) {
                return Optional.of(toolCall(prompt, call.name(), true));
            }
        }
        return Optional.empty();
    }

    private static Reply.ToolCall toolCall(Prompt prompt, String name, boolean cut) {
        Prompt.Tool tool = prompt.tool(name)
                .orElseThrow(() ->
                        AwsError.validation("[[tool]]: expected a tool that the request declares, got '" + name + "'"));
        return new Reply.ToolCall(tool.name(), input(tool.schema()), cut);
    }

    private static int tokens(Reply.ToolCall call) {
        return Words.count(call.name()) + Words.count(call.input().toString());
    }

    /** The plainest object that the schema takes: its required properties, each with a value of its type. */
    private static JsonNode input(JsonNode schema) {
        ObjectNode input = Json.object();
        for (JsonNode name : schema.path("required")) {
            input.set(name.asText(), value(schema.path("properties").path(name.asText())));
        }
        return input;
    }

    private static JsonNode value(JsonNode schema) {
        if (schema.path("enum").has(0)) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> input(schema);
            case "array" -> Json.array();
            case "boolean" -> Json.node(true);
            case "integer", "number" -> Json.node(1);
            default -> Json.node("stand-in");
        };
    }
}
