package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;

/** A field or a type that the API knows and this gateway will not do, with the reason and what to do instead. */
record Refusal(String why, String code) implements Kind {

    Refusal(String why) {
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
    public JsonNode rebuild(JsonNode given, Place at) throws Refused {
        throw new Refused(400, code, at.expected(expected(), given).message() + ". " + why);
    }
}
