package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.shape.strict.StrictJson;

/**
 * An object that is the caller's own from here down, such as the arguments of a call. Nobody on the way reads a setting
 * from it, and {@link StrictJson} has bounded it.
 */
public record FreeObject() implements FieldKind {

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
        return given;
    }
}
