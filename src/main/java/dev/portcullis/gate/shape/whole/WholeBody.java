package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;
import dev.portcullis.policy.ApiShape;
import java.util.function.Consumer;

/** A rebuilt body with the places at which its API has what all of them have. */
final class WholeBody {
    private final ApiShape api;
    private final ObjectNode body;
    private final Model model;
    private final Consumer<String> dropped;

    WholeBody(ApiShape api, ObjectNode body, Model model, Consumer<String> dropped) {
        this.api = api;
        this.body = body;
        this.model = model;
        this.dropped = dropped;
    }

    ObjectNode json() {
        return body;
    }

    /** Whether it is Anthropic's API that the caller speaks. */
    boolean isMessages() {
        return api == ApiShape.ANTHROPIC_MESSAGES || api == ApiShape.ANTHROPIC_COUNT_TOKENS;
    }

    boolean isResponses() {
        return api == ApiShape.OPENAI_RESPONSES;
    }

    /** Whether LiteLLM hands the body on nearly as it is. */
    boolean isPassedOn() {
        return isMessages() && isClaude();
    }

    boolean isClaude() {
        return model.vendor().equals("anthropic");
    }

    Model model() {
        return model;
    }

    boolean can(Capability capability) {
        return model.can(capability);
    }

    JsonNode tools() {
        return body.path("tools");
    }

    ToolChoice choice() {
        return ToolChoice.of(body.path("tool_choice"));
    }

    boolean streams() {
        return body.path("stream").asBoolean();
    }

    /** The messages or items of the conversation; missing where it is one text. */
    JsonNode turns() {
        return body.path(isResponses() ? "input" : "messages");
    }

    String effortPath() {
        return isMessages() ? "output_config.effort" : isResponses() ? "reasoning.effort" : "reasoning_effort";
    }

    String parallelPath() {
        return isMessages() ? "tool_choice.disable_parallel_tool_use" : "parallel_tool_calls";
    }

    String formatPath() {
        return isMessages() ? "output_config.format" : isResponses() ? "text.format" : "response_format";
    }

    boolean holdsSchemas() {
        return Whole.holdsSchemas(isMessages() ? ApiShape.ANTHROPIC_MESSAGES : api, model);
    }

    /** The most tokens of an answer; 0 where the request has none. */
    long bound() {
        return body.path(isResponses() ? "max_output_tokens" : "max_tokens").asLong();
    }

    JsonNode at(String path) {
        JsonNode node = body;
        for (String name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    boolean has(String path) {
        return !at(path).isMissingNode();
    }

    void put(String path, String value) {
        int dot = path.lastIndexOf('.');
        ObjectNode parent = body;
        for (String name : dot < 0 ? new String[0] : path.substring(0, dot).split("\\.", -1)) {
            parent = parent.withObject("/" + name);
        }
        parent.put(path.substring(dot + 1), value);
    }

    /** Leaves a field out, where it is there, and names it. */
    void leave(String path) {
        if (has(path)) {
            remove(path);
            name(path);
        }
    }

    /** Leaves a field out whose meaning is kept. */
    void remove(String path) {
        int dot = path.lastIndexOf('.');
        if (dot < 0) {
            body.remove(path);
        } else if (at(path.substring(0, dot)) instanceof ObjectNode parent) {
            parent.remove(path.substring(dot + 1));
            if (parent.isEmpty()) {
                remove(path.substring(0, dot));
            }
        }
    }

    /** Says to the caller that something is not as asked. */
    void name(String pattern) {
        dropped.accept(pattern);
    }

    String modelName() {
        return "'" + model.name() + "'";
    }
}
