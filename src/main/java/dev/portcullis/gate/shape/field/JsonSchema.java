package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;

/**
 * A JSON schema. It is the caller's own and goes on as it is, but LiteLLM replaces its references on some ways to a
 * model, and what it comes to then is what the model is sent.
 */
public record JsonSchema(Use use) implements FieldKind {

    /** The part of a request that a schema describes. */
    enum Use {
        TOOL,
        ANSWER
    }

    public static JsonSchema ofTool() {
        return new JsonSchema(Use.TOOL);
    }

    public static JsonSchema ofAnswer() {
        return new JsonSchema(Use.ANSWER);
    }

    @Override
    public String expected() {
        return "an object";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isObject();
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!fits(given)) {
            throw at.expected(expected(), given);
        }
        at.schema(use, given);
        return given;
    }
}
