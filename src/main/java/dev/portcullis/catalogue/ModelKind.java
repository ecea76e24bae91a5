package dev.portcullis.catalogue;

import java.util.Locale;

/** The kind of output that a model makes, which decides its routes and its prices. */
public enum ModelKind {
    CHAT,
    EMBEDDING,
    IMAGE;

    /** The word used in the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
