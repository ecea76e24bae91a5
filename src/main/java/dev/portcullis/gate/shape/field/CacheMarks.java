package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The time for which a body asks to cache parts of its prompt: the longest that it names, since that costs most to
 * write.
 */
public enum CacheMarks {
    NONE,
    FIVE_MINUTES,
    HOUR;

    private static final String MARK = "cache_control";

    public static CacheMarks in(JsonNode body) {
        return body.findValues(MARK).stream()
                .map(mark -> mark.path("ttl").asText().equals("1h") ? HOUR : FIVE_MINUTES)
                .reduce(NONE, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }
}
