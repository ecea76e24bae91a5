package dev.portcullis.gate.shape.strict;

/** A body that is no JSON with one meaning; its parts are for a caller that words its own message. */
public final class MalformedBody extends Refused {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String wrong;

    MalformedBody(String where, String wrong) {
        super(400, "invalid_request", where + ": " + wrong);
        this.where = where;
        this.wrong = wrong;
    }

    /** The place in the body, such as {@code messages[0]}. */
    public String where() {
        return where;
    }

    /** The message without its place. */
    public String wrong() {
        return wrong;
    }
}
