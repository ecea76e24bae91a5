package dev.portcullis.policy;

import java.util.Locale;

/** The text fields that a rule may compare, as Cloudflare names them. */
enum Field {
    /** Compared in lower case, because Cloudflare documents the field as the caller's own Host header. */
    HOST("lower(http.host)"),
    METHOD("http.request.method"),
    PATH("http.request.uri.path"),
    RAW_PATH("raw.http.request.uri.path");

    private final String text;

    Field(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    String of(EdgeRequest request) {
        return switch (this) {
            case HOST -> request.host().toLowerCase(Locale.ROOT);
            case METHOD -> request.method();
            case PATH -> request.path();
            case RAW_PATH -> request.rawPath();
        };
    }
}
