package dev.portcullis.gate.shape.strict;

/**
 * A body that goes no further. The message is for people: it names the field and says what is wrong with it, and
 * repeats at most 80 characters of the caller's own text.
 */
public sealed class Refused extends Exception permits MalformedBody {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public Refused(int status, String code, String message) {
        // No stack trace: this is an answer and not a fault, and there may be many a second.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A mistake in the body, which is nearly all of them. */
    public static Refused invalid(String message) {
        return new Refused(400, "invalid_request", message);
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

    /** A word for programs, such as {@code model_not_found}. */
    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
