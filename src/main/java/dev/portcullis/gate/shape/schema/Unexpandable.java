package dev.portcullis.gate.shape.schema;

/** A schema whose references cannot be replaced, or not within bounds. */
public final class Unexpandable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String given;

    Unexpandable(String expected, String given) {
        super("expected " + expected + ", got " + given);
        this.expected = expected;
        this.given = given;
    }

    /** A noun phrase for "expected …"; nothing of the schema is in it. */
    public String expected() {
        return expected;
    }

    /** A noun phrase for "got …". */
    public String given() {
        return given;
    }
}
