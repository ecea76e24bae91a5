package dev.portcullis.catalogue;

import java.util.Locale;

/** What a model makes, which decides the routes it answers on and how it is priced. */
public enum ModelKind {
    CHAT,
    EMBEDDING,
    IMAGE;

    /** The word used in the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
