package dev.portcullis.gate.telemetry;

import java.util.regex.Pattern;

/**
 * A text that a caller chose, without parts that may be a secret: people paste keys into paths and into field names.
 */
final class Redacted {
    /** A key by its prefix, or any run of letters and digits that is as long as a secret. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(pk|ak|sk)(-|%2d)[A-Za-z0-9_%-]{8,}|[A-Za-z0-9_+=-]{40,}");

    private Redacted() {}

    static String of(String text) {
        return SECRET.matcher(text).replaceAll("***");
    }
}
