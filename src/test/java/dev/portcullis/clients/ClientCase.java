package dev.portcullis.clients;

import java.util.Locale;

/** The use that a client is put to. */
enum ClientCase {
    QUESTION("question"),
    STREAM("stream"),
    TOOL("tool loop"),
    KEY("refused key"),
    BUDGET("empty budget");

    private final String title;

    ClientCase(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isRefused() {
        return this == KEY || this == BUDGET;
    }
}
