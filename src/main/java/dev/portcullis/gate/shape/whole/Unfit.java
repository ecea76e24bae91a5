package dev.portcullis.gate.shape.whole;

/** A body whose fields cannot go together, or not to this model; the message says which and what to do. */
public final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofModel;

    private Unfit(String message, boolean ofModel) {
        super(message, null, false, false);
        this.ofModel = ofModel;
    }

    static Unfit together(String message) {
        return new Unfit(message, false);
    }

    static Unfit model(String message) {
        return new Unfit(message, true);
    }

    /** Whether another model could answer. */
    public boolean isOfModel() {
        return ofModel;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
