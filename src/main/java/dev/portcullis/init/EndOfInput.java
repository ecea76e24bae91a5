package dev.portcullis.init;

/** The person left before the end; every answer so far is kept. */
public final class EndOfInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndOfInput() {
        super("the input ended; the answers are kept, and the same command goes on", null, false, false);
    }
}
