package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;

/** A file in base64 whose type stands beside it. */
public record FileData(boolean picture) implements FieldKind {

    @Override
    public String expected() {
        return "the file in base64";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isTextual();
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!given.isTextual()) {
            throw at.expected(expected(), given);
        }
        at.attach(picture, given.textValue());
        return given;
    }
}
