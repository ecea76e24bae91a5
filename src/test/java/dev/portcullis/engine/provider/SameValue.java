package dev.portcullis.engine.provider;

import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider takes one value for another.
 *
 * @param kind the last word of the resource's type
 * @param typeOf the type of a property by its path, as the facts write it: the order of a set does not matter
 */
record SameValue(String kind, UnaryOperator<String> typeOf) {
    boolean test(String path, Object one, Object other) {
        if (one.equals(other)) {
            return true;
        }
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            return list.size() == otherList.size()
                    && (typeOf.apply(path).startsWith("set")
                            ? sameSet(path, list, otherList)
                            : sameList(path, list, otherList));
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
            return sameFields(path, map, otherMap);
        }
        return one instanceof String text && other instanceof String otherText && sameText(text, otherText);
    }

    private boolean sameList(String path, List<?> one, List<?> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!test(path + "[*]", one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameSet(String path, List<?> one, List<?> other) {
        List<Object> open = new ArrayList<>(other);
        return one.stream().allMatch(item -> {
            for (int i = 0; i < open.size(); i++) {
                if (test(path + "[*]", item, open.get(i))) {
                    open.remove(i);
                    return true;
                }
            }
            return false;
        });
    }

    private boolean sameFields(String path, Map<?, ?> one, Map<?, ?> other) {
        Set<Object> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        return names.stream().allMatch(name -> sameField(path, name, one.get(name), other.get(name)));
    }

    private boolean sameField(String path, Object name, @Nullable Object one, @Nullable Object other) {
        String field = path + "." + name;
        if (one != null && other != null) {
            return test(field, one, other);
        }
        return Rewriting.isExpanded(kind, path)
                || (Rewriting.isFalseLeftOut(kind, field)
                        && (one == null ? Boolean.FALSE.equals(other) : one.equals(false)));
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
