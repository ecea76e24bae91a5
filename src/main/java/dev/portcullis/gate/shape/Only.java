package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A field of the API that has one value here. That value needs no forwarding; another one is refused, because the
 * caller would wait for something that does not come.
 *
 * @param value as JSON prints it
 */
record Only(String value, String why) implements Kind {

    @Override
    public String expected() {
        return value;
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isValueNode();
    }

    @Override
    public JsonNode rebuild(JsonNode given, Place at) throws Refused {
        if (!given.isValueNode() || !given.asText().equals(value)) {
            throw Refused.invalid(at.expected(expected(), given).message() + ". " + why);
        }
        return Left.OUT;
    }
}
