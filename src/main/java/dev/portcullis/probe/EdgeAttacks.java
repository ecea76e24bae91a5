package dev.portcullis.probe;

import java.util.List;

/** Paths that no edge may let through, as a caller sends them; asked with GET and a good token. */
public final class EdgeAttacks {
    public static final List<String> PATHS = List.of(
            "/v1/models/..%2f..%2fkey", "/v1//models", "/v1/models/../../key/generate", "/key/generate", "/V1/models");

    private EdgeAttacks() {}
}
