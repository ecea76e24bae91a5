package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** An item that is known and left out, such as the record of a search that a vendor's servers once ran. */
record Left(String name) implements Kind {
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
    public JsonNode rebuild(JsonNode given, Place at) {
        at.dropAs(name);
        return OUT;
    }
}
