package dev.portcullis.gate.shape.strict;

/** A body that is no JSON with one meaning; its parts are for a caller that words its own message. */
public final class MalformedBody extends Refused {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String expected;
    private final String got;

    MalformedBody(String where, String expected, String got) {
        super(400, "invalid_request", where + ": expected " + expected + ", got " + got);
        this.where = where;
        this.expected = expected;
        this.got = got;
    }

    /** The place in the body, such as {@code messages[0]}. */
    public String where() {
        return where;
    }

    public String expected() {
        return expected;
    }

    public String got() {
        return got;
    }
}
