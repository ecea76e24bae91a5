package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** An item that is known and left out, such as the record of a search that a vendor's servers once ran. */
public record Left(String name) implements FieldKind {
    static final JsonNode OUT = MissingNode.getInstance();

    @Override
    public String expected() {
        return "nothing";
    }

    @Override
    public boolean fits(JsonNode given) {
        return true;
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) {
        at.dropAs(name);
        return OUT;
    }
}
