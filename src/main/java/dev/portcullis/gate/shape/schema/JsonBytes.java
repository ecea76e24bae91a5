package dev.portcullis.gate.shape.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** The length of a value in compact JSON, without writing it. */
final class JsonBytes {
    private static final int ESCAPE = "\\u0000".length();

    private JsonBytes() {}

    /** @param scalar neither an object nor a list */
    static long of(JsonNode scalar) {
        return scalar.isTextual() ? of(scalar.textValue()) : scalar.asText().length();
    }

    static long of(String text) {
        long bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"' || one == '\\') {
                bytes += 2;
            } else if (one < ' ') {
                bytes += ESCAPE;
            } else if (one < 0x80) {
                bytes++;
            } else {
                // Both halves of a pair make four.
                bytes += one < 0x800 || Character.isSurrogate(one) ? 2 : 3;
            }
        }
        return bytes;
    }
}
