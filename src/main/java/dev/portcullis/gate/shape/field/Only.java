package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;

/**
 * A field of the API that has one value here. That value needs no forwarding; another one is refused, because the
 * caller would wait for something that does not come.
 *
 * @param value as JSON prints it
 */
public record Only(String value, String why) implements FieldKind {

    @Override
    public String expected() {
        return value;
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isValueNode();
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!given.isValueNode() || !given.asText().equals(value)) {
            throw Refused.invalid(at.expected(expected(), given).message() + ". " + why);
        }
        return Left.OUT;
    }
}
