package dev.portcullis.gate.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.usage.GuardrailReport;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An answer as the vendor's API would give it: under the name by which the model was asked, without the fields that
 * LiteLLM adds. One for each answer, since the end of a stream is judged by what came before.
 */
public final class CleanAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ADDED = List.of("provider_specific_fields", "hidden_params", "_hidden_params");
    /** Bedrock's report of a guardrail, which may quote the prompt; it stands outermost, or in a stream's message. */
    private static final List<String> GUARDRAIL =
            List.of("trace", "amazon-bedrock-trace", "amazon-bedrock-guardrailAction");
    /** Fields with text of the caller or the model, in which nothing is LiteLLM's. */
    private static final Set<String> THEIRS =
            Set.of("input", "arguments", "parameters", "input_schema", "schema", "tools", "metadata", "format");

    private final ApiShape shape;
    private final String model;
    private boolean calledTool;

    public CleanAnswer(ApiShape shape, String model) {
        this.shape = shape;
        this.model = model;
    }

    /** The same bytes when there is nothing to clean; empty when they are no JSON object, as every vendor's answer is. */
    public Optional<byte[]> whole(byte[] json) {
        try {
            if (!(JSON.readTree(json) instanceof ObjectNode answer)) {
                return Optional.empty();
            }
            boolean changed = shape == ApiShape.ANTHROPIC_MESSAGES
                    && GuardrailReport.of(answer).blocked()
                    && refuse(answer);
            changed |= AnswerFields.keep(shape, answer);
            return Optional.of(clean(answer) || changed ? JSON.writeValueAsBytes(answer) : json);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** One event's data, cleaned alike. */
    public String event(String data) {
        Optional<ObjectNode> event = read(data);
        try {
            return event.isPresent() && clean(event.get()) ? JSON.writeValueAsString(event.get()) : data;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that was read cannot be written", e);
        }
    }

    /**
     * The end of a stream of messages as Anthropic words a refusal: Bedrock leaves {@code end_turn} to an answer in whose
     * place the guardrail has put its own text.
     */
    public static String refused(String data) {
        Optional<ObjectNode> event = read(data);
        try {
            boolean changed =
                    event.isPresent() && event.get().get("delta") instanceof ObjectNode delta && refuse(delta);
            return changed ? JSON.writeValueAsString(event.get()) : data;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that was read cannot be written", e);
        }
    }

    private static boolean refuse(ObjectNode end) {
        boolean ends = end.path("stop_reason").isTextual();
        if (ends) {
            end.put("stop_reason", "refusal");
        }
        return ends;
    }

    /** The text of an error, where the event is one; it is the last that may be told of. */
    public static Optional<String> failure(String data) {
        if (!data.contains("error") && !data.contains("failed")) {
            return Optional.empty();
        }
        return read(data).flatMap(event -> {
            String type = event.path("type").asText();
            JsonNode error = type.equals("response.failed")
                    ? event.path("response").path("error")
                    : event.hasNonNull("error") ? event.path("error") : event;
            boolean failed = event.hasNonNull("error") || type.equals("error") || type.equals("response.failed");
            return failed
                    ? Optional.of(
                            error.isTextual()
                                    ? error.asText()
                                    : error.path("message").asText())
                    : Optional.empty();
        });
    }

    private static Optional<ObjectNode> read(String data) {
        try {
            return data.startsWith("{") && JSON.readTree(data) instanceof ObjectNode event
                    ? Optional.of(event)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private boolean clean(ObjectNode answer) {
        boolean changed = strip(answer);
        changed |= rename(answer);
        changed |= dropReport(answer);
        for (String inner : List.of("response", "message")) {
            if (answer.get(inner) instanceof ObjectNode object) {
                changed |= rename(object);
                changed |= dropReport(object);
            }
        }
        changed |= shape == ApiShape.OPENAI_CHAT && finish(answer);
        return changed;
    }

    private static boolean dropReport(ObjectNode object) {
        int before = object.size();
        object.remove(GUARDRAIL);
        return object.size() != before;
    }

    private boolean rename(ObjectNode object) {
        boolean costs = object.get("usage") instanceof ObjectNode usage && usage.remove("cost") != null;
        if (!object.path("model").isTextual()
                || object.path("model").textValue().equals(model)) {
            return costs;
        }
        object.put("model", model);
        return true;
    }

    private static boolean strip(JsonNode node) {
        boolean changed = false;
        if (node instanceof ObjectNode object) {
            for (String name : ADDED) {
                changed |= object.remove(name) != null;
            }
            for (var field : object.properties()) {
                changed |= !THEIRS.contains(field.getKey()) && strip(field.getValue());
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                changed |= strip(item);
            }
        }
        return changed;
    }

    /** LiteLLM asks some models for JSON by a tool of its own, and then says that a tool was called. */
    private boolean finish(ObjectNode answer) {
        boolean changed = false;
        for (JsonNode choice : answer.path("choices")) {
            for (String part : List.of("delta", "message")) {
                JsonNode said = choice.path(part);
                calledTool |= !said.path("tool_calls").isEmpty()
                        || said.path("function_call").isObject();
            }
            if (!calledTool && choice.path("finish_reason").asText().equals("tool_calls")) {
                ((ObjectNode) choice).put("finish_reason", "stop");
                changed = true;
            }
        }
        return changed;
    }
}
