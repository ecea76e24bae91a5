package dev.portcullis.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.Stream;

/**
 * One statement of any policy that the program declares, read back from the JSON that AWS would get.
 *
 * @param resource the resource that carries it
 * @param property the input it stands in
 * @param principal as JSON text; empty in an identity policy
 * @param condition as JSON text; empty when there is none
 */
record Rights(
        RecordedResource resource,
        String property,
        String sid,
        String effect,
        String principal,
        List<String> actions,
        List<String> resources,
        String condition) {
    private static final List<String> PROPERTIES = List.of("policy", "assumeRolePolicy");

    /** Every statement, of identity, trust, bucket and topic policies alike. */
    static Stream<Rights> of(Declared declared) {
        return declared.custom()
                .flatMap(resource -> PROPERTIES.stream().flatMap(property -> statements(resource, property)));
    }

    private static Stream<Rights> statements(RecordedResource resource, String property) {
        String text = resource.text(property);
        if (!text.startsWith("{")) {
            return Stream.of();
        }
        return JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("Statement").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(statement -> of(resource, property, statement));
    }

    private static Rights of(RecordedResource resource, String property, JsonObject statement) {
        return new Rights(
                resource,
                property,
                statement.get("Sid").getAsString(),
                statement.get("Effect").getAsString(),
                json(statement, "Principal"),
                texts(statement, "Action"),
                texts(statement, "Resource"),
                json(statement, "Condition"));
    }

    private static String json(JsonObject statement, String key) {
        return statement.has(key) ? statement.get(key).toString() : "";
    }

    private static List<String> texts(JsonObject statement, String key) {
        if (!statement.has(key)) {
            return List.of();
        }
        JsonElement value = statement.get(key);
        return value.isJsonArray()
                ? value.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of(value.getAsString());
    }
}
