package dev.portcullis.engine.provider;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Answers as Cloudflare's API does where that is not what it was sent: {@code engine/rewritten.json}. */
final class Rewriting {
    private static final JsonObject TABLE = JsonParser.parseReader(new InputStreamReader(
                    Objects.requireNonNull(Rewriting.class.getResourceAsStream("/engine/rewritten.json")),
                    StandardCharsets.UTF_8))
            .getAsJsonObject();

    private Rewriting() {}

    /** A copy of the state as a later read tells it. */
    static Map<String, Object> answered(String kind, Map<String, Object> state) {
        Map<String, Object> answer = state;
        for (JsonObject row : rows(kind)) {
            String form = row.get("answer").getAsString();
            answer = object(at(answer, row.get("path").getAsString(), value -> rewritten(form, value)));
        }
        return answer;
    }

    /** Whether the provider takes a boolean that is not there for a false one. */
    static boolean isFalseLeftOut(String kind, String path) {
        return is(kind, path, "falseLeftOut");
    }

    /** Whether the provider keeps of an element only what was sent. */
    static boolean isExpanded(String kind, String path) {
        return is(kind, path, "expanded");
    }

    private static boolean is(String kind, String path, String form) {
        return rows(kind).stream()
                .anyMatch(row -> row.get("path").getAsString().equals(path)
                        && row.get("answer").getAsString().equals(form));
    }

    private static List<JsonObject> rows(String kind) {
        List<JsonObject> rows = new ArrayList<>();
        TABLE.getAsJsonArray("rows").forEach(row -> {
            if (row.getAsJsonObject().get("type").getAsString().equals(kind)) {
                rows.add(row.getAsJsonObject());
            }
        });
        return rows;
    }

    /** With the values at the path changed, and left out where the change is the empty text. */
    private static Object at(Object value, String path, UnaryOperator<Object> change) {
        if (path.isEmpty()) {
            return change.apply(value);
        }
        if (path.startsWith("[*]")) {
            return value instanceof List<?> list
                    ? list.stream()
                            .map(item -> at(item, path.substring(3).replaceFirst("^\\.", ""), change))
                            .toList()
                    : value;
        }
        String key = path.split("[.\\[]", 2)[0];
        if (!(value instanceof Map<?, ?> map) || !map.containsKey(key)) {
            return value;
        }
        Map<String, Object> copy = new LinkedHashMap<>(object(value));
        String rest = path.substring(key.length()).replaceFirst("^\\.", "");
        Object changed = at(Objects.requireNonNull(copy.get(key)), rest, change);
        if (changed.equals("")) {
            copy.remove(key);
        } else {
            copy.put(key, changed);
        }
        return copy;
    }

    private static Object rewritten(String form, Object value) {
        return switch (form) {
            case "anotherOrder" -> reversed((List<?>) value);
            case "falseLeftOut" -> value.equals(false) ? "" : value;
            case "expanded" -> {
                Map<String, Object> more = new LinkedHashMap<>(object(value));
                more.put("name", "as the policy is called");
                more.put("decision", "non_identity");
                yield more;
            }
            default -> throw new IllegalStateException(form);
        };
    }

    private static List<?> reversed(List<?> list) {
        List<?> other = new ArrayList<>(list);
        Collections.reverse(other);
        return other;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
