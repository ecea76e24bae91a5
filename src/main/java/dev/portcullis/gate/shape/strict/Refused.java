package dev.portcullis.gate.shape.strict;

/**
 * A body that goes no further. The message is for people: it names the field and says what is wrong with it, and
 * repeats at most 80 characters of the caller's own text.
 */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String where;
    private final String wrong;

    public Refused(int status, String code, String message) {
        this(status, code, "", message);
    }

    private Refused(int status, String code, String where, String wrong) {
        // No stack trace: this is an answer and not a fault, and there may be many a second.
        super(where.isEmpty() ? wrong : where + ": " + wrong, null, false, false);
        this.status = status;
        this.code = code;
        this.where = where;
        this.wrong = wrong;
    }

    /** A mistake in the body, which is nearly all of them. */
    public static Refused invalid(String message) {
        return new Refused(400, "invalid_request", message);
    }

    /** A mistake at a known place of the body. */
    public static Refused invalid(String where, String wrong) {
        return new Refused(400, "invalid_request", where, wrong);
    }

    /** A body of another media type than the one that this path takes. */
    public static Refused unsupported(String expected, String contentType) {
        return new Refused(
                415,
                "unsupported_media_type",
                "content-type: expected " + expected + ", got "
                        + (contentType.isEmpty() ? "nothing" : GivenText.quote(contentType)));
    }

    /** The HTTP status to answer with: 400, 404, 413, 415 or 501. */
    public int status() {
        return status;
    }

    /** The place of the mistake, such as {@code messages[0]}; empty when the message alone names it. */
    public String where() {
        return where;
    }

    /** The message without its place. */
    public String wrong() {
        return wrong;
    }

    /** A word for programs, such as {@code model_not_found}. */
    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
