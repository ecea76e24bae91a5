package dev.portcullis.bench;

/** An answer other than 200, with its status and body. */
final class NotAnswered extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final boolean tooLong;

    NotAnswered(int status, String body) {
        super("expected 200, got " + status + ": " + body);
        tooLong = status == 400 && body.contains("\"context_length_exceeded\"");
    }

    /** True if the gate refused a prompt that the model's context cannot hold. */
    boolean tooLong() {
        return tooLong;
    }
}
