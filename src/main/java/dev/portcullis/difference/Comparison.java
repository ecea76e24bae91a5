package dev.portcullis.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks two values down to where they differ. Lists of objects that name themselves are matched by that name and lists
 * of plain values as sets, so that one new element is one change; JSON in a text is opened.
 */
final class Comparison {
    static final JsonNode SECRET = TextNode.valueOf("[secret]");
    /** Hides the value beside a secret: it may be the same secret in the open. */
    static final JsonNode NOT_SHOWN = TextNode.valueOf("[a value that is not marked as secret; not shown]");

    private static final List<String> NAMES = List.of("Sid", "ref", "name", "id");

    private final List<PropertyChange> changes = new ArrayList<>();

    private Comparison() {}

    static List<PropertyChange> of(JsonNode before, JsonNode after) {
        Comparison comparison = new Comparison();
        comparison.compare("", before, after);
        return List.copyOf(comparison.changes);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.equals(SECRET) || after.equals(SECRET)) {
            add(path, hidden(before), hidden(after));
            return;
        }
        JsonNode left = StrictPlanJson.opened(before);
        JsonNode right = StrictPlanJson.opened(after);
        if (left.isObject() && right.isObject()) {
            objects(path, left, right);
        } else if (left.isArray() && right.isArray()) {
            arrays(path, left, right);
        } else {
            add(path, before, after);
        }
    }

    private static JsonNode hidden(JsonNode value) {
        return value.equals(SECRET) || value.isMissingNode() ? value : NOT_SHOWN;
    }

    private void objects(String path, JsonNode before, JsonNode after) {
        Set<String> keys = new TreeSet<>();
        before.fieldNames().forEachRemaining(keys::add);
        after.fieldNames().forEachRemaining(keys::add);
        keys.forEach(key -> compare(path.isEmpty() ? key : path + "." + key, before.path(key), after.path(key)));
    }

    private void arrays(String path, JsonNode before, JsonNode after) {
        if (holdsSecret(before) || holdsSecret(after)) {
            // Elements that are matched by their values would stand there one by one.
            add(path, SECRET, SECRET);
            return;
        }
        Map<String, JsonNode> left = keyed(before);
        Map<String, JsonNode> right = keyed(after);
        int known = changes.size();
        Set<String> keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        for (String key : keys) {
            boolean isValue = key.startsWith("=");
            compare(
                    path + "[" + (isValue ? "" : key) + "]",
                    left.getOrDefault(key, MissingNode.getInstance()),
                    right.getOrDefault(key, MissingNode.getInstance()));
        }
        if (changes.size() == known) {
            add(path + "[order]", before, after);
        }
    }

    private static boolean holdsSecret(JsonNode array) {
        for (JsonNode item : array) {
            if (item.equals(SECRET)) {
                return true;
            }
        }
        return false;
    }

    /** Each element under its name, its value, or its number, whichever tells all of them apart. */
    private static Map<String, JsonNode> keyed(JsonNode array) {
        Map<String, JsonNode> byNumber = new LinkedHashMap<>();
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        Map<String, JsonNode> byValue = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            byNumber.put(Integer.toString(i), item);
            NAMES.stream()
                    .filter(name -> item.path(name).isTextual())
                    .findFirst()
                    .ifPresent(name -> byName.put(item.path(name).textValue(), item));
            if (item.isValueNode()) {
                byValue.put("=" + item, item);
            }
        }
        if (byName.size() == array.size()) {
            return byName;
        }
        return byValue.size() == array.size() ? byValue : byNumber;
    }

    private void add(String path, JsonNode before, JsonNode after) {
        changes.add(new PropertyChange(path, before, after));
    }
}
