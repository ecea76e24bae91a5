package dev.portcullis.plan.constraints;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one resource. A property counts as sent whatever its value, false, 0 and an empty list included; null
 * is not sent.
 *
 * @param isUnknown whether a text stands for a value that is not known yet
 */
record Sent(JsonObject inputs, Predicate<String> isUnknown) {

    Sent {
        inputs = withoutNulls(inputs);
    }

    private static JsonObject withoutNulls(JsonObject object) {
        JsonObject copy = new JsonObject();
        object.asMap().forEach((key, value) -> {
            if (!value.isJsonNull()) {
                copy.add(key, withoutNulls(value));
            }
        });
        return copy;
    }

    private static JsonElement withoutNulls(JsonElement value) {
        if (value.isJsonObject()) {
            return withoutNulls(value.getAsJsonObject());
        }
        if (!value.isJsonArray()) {
            return value;
        }
        JsonArray copy = new JsonArray();
        value.getAsJsonArray().forEach(item -> copy.add(withoutNulls(item)));
        return copy;
    }

    boolean isUnknown(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString() && isUnknown.test(value.getAsString());
    }

    boolean has(String path, PropertyPath from) {
        return !at(path, from).isEmpty();
    }

    /** Every value at a path; an element that the path shares with {@code from} is that element and no other. */
    List<JsonElement> at(String path, PropertyPath from) {
        List<JsonElement> values = List.of(inputs);
        boolean shared = true;
        List<String> steps = PropertyPath.steps(path);
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            shared = shared
                    && i < from.steps().size()
                    && from.steps().get(i).pattern().equals(step);
            String actual = shared ? from.steps().get(i).actual() : null;
            values = values.stream()
                    .flatMap(value -> inside(value, step, actual))
                    .toList();
        }
        return values;
    }

    private Stream<JsonElement> inside(JsonElement value, String step, @Nullable String actual) {
        if (isUnknown(value)) {
            return Stream.of(value);
        }
        if (step.equals(PropertyPath.ELEMENT)) {
            return value.isJsonArray() ? elements(value.getAsJsonArray().asList(), actual) : Stream.empty();
        }
        if (!value.isJsonObject()) {
            return Stream.empty();
        }
        JsonObject object = value.getAsJsonObject();
        if (step.equals(PropertyPath.ENTRY) && actual == null) {
            return object.asMap().values().stream();
        }
        JsonElement next = object.get(actual == null ? step : actual);
        return next == null ? Stream.empty() : Stream.of(next);
    }

    private static Stream<JsonElement> elements(List<JsonElement> list, @Nullable String index) {
        return IntStream.range(0, list.size())
                .filter(i -> index == null || index.equals(Integer.toString(i)))
                .mapToObj(list::get);
    }
}
