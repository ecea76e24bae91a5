package dev.portcullis.policy;

import java.util.List;

/**
 * The path as it stands in the request line, before anyone decodes or tidies it. No route needs what is refused here,
 * and every one of these has been read differently by two servers in a row.
 */
public final class RawPath {
    /**
     * Parents and dots in a row, dot segments, empty segments, percent-encoding, a Windows separator, path parameters.
     * Both locks are made from this one list.
     */
    static final List<String> FORBIDDEN = List.of("..", "/.", "//", "%", "\\", ";");

    private RawPath() {}

    /**
     * Whether the gate answers 400 without looking further. On top of what the edge can express, it refuses every
     * character outside visible ASCII: control characters, blanks, and bytes that nobody encoded.
     */
    public static boolean isMalformed(String rawPath) {
        return FORBIDDEN.stream().anyMatch(rawPath::contains)
                || rawPath.chars().anyMatch(character -> character <= ' ' || character > '~');
    }
}
