package dev.portcullis.gate.shape.strict;

import com.fasterxml.jackson.databind.JsonNode;

/** A caller's value as a message may repeat it: short, on one line, without control characters. */
public final class GivenText {
    private static final int LONGEST = 60;

    private GivenText() {}

    /** The value, in quotation marks if it is a text. */
    public static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> quote(value.textValue());
            case ARRAY -> value.isEmpty() ? "an empty list" : "a list";
            case OBJECT -> "an object";
            case BINARY -> "a file";
            case MISSING -> "nothing";
            default -> shorten(value.asText());
        };
    }

    public static String quote(String text) {
        return "'" + shorten(text) + "'";
    }

    public static String shorten(String text) {
        boolean cut = text.length() > LONGEST;
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '?'));
        return cut ? shown + "…" : shown.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
