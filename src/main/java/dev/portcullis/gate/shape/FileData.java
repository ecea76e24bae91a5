package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;

/** A file in base64 whose type stands beside it. */
record FileData(boolean picture) implements Kind {

    @Override
    public String expected() {
        return "the file in base64";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isTextual();
    }

    @Override
    public JsonNode rebuild(JsonNode given, Place at) throws Refused {
        if (!given.isTextual()) {
            throw at.expected(expected(), given);
        }
        at.attach(picture, given.textValue());
        return given;
    }
}
