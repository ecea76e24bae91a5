package dev.portcullis.connect;

/** The gateway did not answer its client; what a person typed was right. */
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String given) {
        super("expected an answer of the gateway, got " + given);
    }
}
