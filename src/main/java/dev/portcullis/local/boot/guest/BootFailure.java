package dev.portcullis.local.boot.guest;

/** A step did not come to its end. The message is ready to print and says what was seen. */
public final class BootFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BootFailure(String where, String expected, String given, String remedy) {
        super(where + ": expected " + expected + ", got " + given + "\n  " + remedy);
    }
}
