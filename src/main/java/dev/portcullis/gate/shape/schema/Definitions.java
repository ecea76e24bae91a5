package dev.portcullis.gate.shape.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every definition of one schema by its name, at whatever level it stands. */
final class Definitions {
    private static final List<String> TABLES = List.of("$defs", "definitions");

    private final Map<String, List<JsonNode>> byName = new HashMap<>();

    static Definitions in(JsonNode schema) throws Unexpandable {
        Definitions found = new Definitions();
        found.collect(schema);
        return found;
    }

    /** All that have the name, or none. */
    List<JsonNode> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    int count() {
        return byName.size();
    }

    private void collect(JsonNode node) throws Unexpandable {
        for (JsonNode child : node) {
            collect(child);
        }
        for (String table : TABLES) {
            JsonNode definitions = node.path(table);
            if (definitions.isObject()) {
                definitions
                        .properties()
                        .forEach(field -> byName.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                                .add(field.getValue()));
            } else if (!definitions.isMissingNode()) {
                throw new Unexpandable("an object under every '" + table + "'", "something else");
            }
        }
    }
}
