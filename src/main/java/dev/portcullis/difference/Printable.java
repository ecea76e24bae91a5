package dev.portcullis.difference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/**
 * Values on one line, short, and with nothing in them that a terminal or a page would obey or hide: control, format and
 * unassigned characters stand there as their numbers. Backticks too, which could end a block of code.
 */
final class Printable {
    private static final int LONGEST = 160;
    /** The number of characters shown of the common text around the part that differs. */
    private static final int CONTEXT = 24;

    private Printable() {}

    static String line(String text) {
        String cut = cut(text);
        return cut.codePoints().mapToObj(Printable::shown).collect(Collectors.joining());
    }

    /** {@code old -> new}, long texts only around the place where they differ. */
    static String change(JsonNode before, JsonNode after) {
        String left = text(before);
        String right = text(after);
        if (left.length() > LONGEST || right.length() > LONGEST) {
            int start = common(left, right);
            int end = commonEnd(left, right, start);
            left = window(left, start, end);
            right = window(right, start, end);
        }
        return line(left) + " -> " + line(right);
    }

    static String text(JsonNode value) {
        return value.isMissingNode() ? "(none)" : value.toString();
    }

    private static String window(String text, int start, int end) {
        int from = Math.max(0, start - CONTEXT);
        int to = Math.min(text.length(), text.length() - end + CONTEXT);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    private static int common(String left, String right) {
        int i = 0;
        while (i < Math.min(left.length(), right.length()) && left.charAt(i) == right.charAt(i)) {
            i++;
        }
        return i;
    }

    private static int commonEnd(String left, String right, int start) {
        int most = Math.min(left.length(), right.length()) - start;
        int i = 0;
        while (i < most && left.charAt(left.length() - 1 - i) == right.charAt(right.length() - 1 - i)) {
            i++;
        }
        return i;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }

    private static String shown(int character) {
        boolean isSafe = character != '`'
                && switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.PRIVATE_USE,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> false;
                    default -> true;
                };
        return isSafe ? Character.toString(character) : String.format("\\u{%x}", character);
    }
}
