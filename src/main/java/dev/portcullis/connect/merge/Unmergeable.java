package dev.portcullis.connect.merge;

/** The text has to stay as it is. */
public final class Unmergeable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String given;

    Unmergeable(String expected, String given) {
        super("expected " + expected + ", got " + given);
        this.expected = expected;
        this.given = given;
    }

    /** For a text that is of its form, but written in a way that an edit would not survive. */
    static Unmergeable unusual() {
        return new Unmergeable("settings that can be edited without a loss", "a form that this program does not edit");
    }

    public String expected() {
        return expected;
    }

    /** Without anything that the text says: it may be a secret. */
    public String given() {
        return given;
    }
}
