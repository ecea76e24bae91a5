package dev.portcullis.engine.provider;

import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;

/**
 * Whether a provider takes one value for another.
 *
 * @param type as the facts write it: the order of a set does not matter
 */
record SameValue(String type) {
    boolean test(Object one, Object other) {
        if (one.equals(other)) {
            return true;
        }
        if (type.startsWith("set") && one instanceof List<?> list && other instanceof List<?> otherList) {
            return list.size() == otherList.size() && new HashSet<>(list).equals(new HashSet<>(otherList));
        }
        return one instanceof String text && other instanceof String otherText && sameText(text, otherText);
    }

    private static boolean sameText(String one, String other) {
        if (one.startsWith("{") && other.startsWith("{")) {
            return JsonParser.parseString(one).equals(JsonParser.parseString(other));
        }
        try {
            return OffsetDateTime.parse(one)
                    .toInstant()
                    .equals(OffsetDateTime.parse(other).toInstant());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
