package dev.portcullis.policy;

import java.util.regex.Pattern;

/**
 * One entry of {@code config/routes.yaml}.
 *
 * @param method in capitals
 * @param path as written; a tree ends in {@code /{id}}
 * @param capability the word that switches it off
 * @param bodyLimit in bytes
 */
public record Route(String method, String path, ApiShape shape, String capability, long bodyLimit) {
    /** Everything is below it, and the rate limit counts it: a path elsewhere would be served uncounted. */
    static final String ROOT = "/v1/";

    static final Pattern PATH = Pattern.compile("/v1(?:/[a-z0-9_]+)+(?:/\\{id\\})?");

    private static final String ID = "{id}";
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    /** Whether the last segment is the caller's to choose. */
    public boolean isTree() {
        return path.endsWith(ID);
    }

    /** The part before the caller's segment, with its slash; the whole path when there is none. */
    String prefix() {
        return isTree() ? path.substring(0, path.length() - ID.length()) : path;
    }

    boolean covers(String rawPath) {
        return isTree()
                ? rawPath.startsWith(prefix())
                        && SEGMENT.matcher(rawPath.substring(prefix().length())).matches()
                : rawPath.equals(path);
    }

    boolean overlaps(Route other) {
        return method.equals(other.method) && (path.equals(other.path) || covers(other.path) || other.covers(path));
    }
}
