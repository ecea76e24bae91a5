package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;

/** A field or a type that the API knows and this gateway will not do, with the reason and what to do instead. */
public record RefusedField(String why, String code) implements FieldKind {

    public RefusedField(String why) {
        this(why, "invalid_request");
    }

    @Override
    public String expected() {
        return "nothing";
    }

    @Override
    public boolean fits(JsonNode given) {
        return true;
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        throw new Refused(400, code, at.expected(expected(), given).message() + ". " + why);
    }
}
