package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An object that is the caller's own from here down, such as the arguments of a call. Nobody on the way reads a setting
 * from it, and {@link StrictJson} has bounded it.
 */
record FreeObject() implements Kind {

    @Override
    public String expected() {
        return "an object";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isObject();
    }

    @Override
    public JsonNode rebuild(JsonNode given, Place at) throws Refused {
        if (!fits(given)) {
            throw at.expected(expected(), given);
        }
        return given;
    }
}
