package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.strict.Refused;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object with known fields, forwarded in the order of the table. A field that is not here does not go any further.
 * Names are compared exactly: {@code Model} is not {@code model}.
 */
public record Fields(List<Field> all) implements FieldKind {

    public record Field(String name, FieldKind kind, boolean required) {}

    public Fields {
        all = List.copyOf(all);
    }

    public static Fields of(Field... fields) {
        return new Fields(List.of(fields));
    }

    public static Field required(String name, FieldKind kind) {
        return new Field(name, kind, true);
    }

    public static Field optional(String name, FieldKind kind) {
        return new Field(name, kind, false);
    }

    /** The same with one more field in front. */
    public Fields after(Field first) {
        List<Field> fields = new ArrayList<>(List.of(first));
        fields.addAll(all);
        return new Fields(fields);
    }

    /** The same without some of them. */
    public Fields without(String... names) {
        List<String> gone = List.of(names);
        return new Fields(
                all.stream().filter(field -> !gone.contains(field.name())).toList());
    }

    @Override
    public String expected() {
        return "an object";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isObject();
    }

    @Override
    public ObjectNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!given.isObject()) {
            throw at.expected(expected(), given);
        }
        ObjectNode fresh = JsonNodeFactory.instance.objectNode();
        Map<String, Field> known = new LinkedHashMap<>();
        for (Field field : all) {
            known.put(field.name(), field);
            JsonNode value = given.path(field.name());
            // The SDKs write null for what was not set.
            if (!value.isNull() && !value.isMissingNode()) {
                JsonNode rebuilt = field.kind().rebuild(value, at.field(field.name()));
                if (!rebuilt.isMissingNode()) {
                    fresh.set(field.name(), rebuilt);
                }
            } else if (field.required()) {
                throw at.field(field.name()).expected(field.kind().expected(), value);
            }
        }
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.containsKey(name)) {
                at.drop(name);
            }
        }
        return fresh;
    }
}
