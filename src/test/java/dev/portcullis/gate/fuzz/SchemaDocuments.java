package dev.portcullis.gate.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** JSON schemas that refer to themselves, to each other and to nothing, once and many times over. */
final class SchemaDocuments {
    private static final List<String> PLACES = List.of("$defs", "definitions");
    private static final List<String> ELSEWHERE =
            List.of("#", "#/", "#/properties/a", "other.json", "#/$defs", "#/$defs/a/b", "#/definitions/", "");

    private SchemaDocuments() {}

    static ObjectNode make(Random random) {
        String place = PLACES.get(random.nextInt(PLACES.size()));
        int definitions = random.nextInt(random.nextInt(6) == 0 ? 40 : 6);
        boolean acyclic = random.nextInt(3) > 0;
        ObjectNode root = part(random, place, definitions, 0, acyclic ? 0 : -1);
        ObjectNode defined = root.putObject(random.nextInt(20) == 0 ? "$Defs" : place);
        for (int i = 0; i < definitions; i++) {
            defined.set("d" + i, part(random, place, definitions, 0, acyclic ? i + 1 : -1));
        }
        if (random.nextInt(30) == 0) {
            root.put(place, random.nextInt());
        }
        return root;
    }

    /** @param from the first definition that it may refer to; any when below zero */
    private static ObjectNode part(Random random, String place, int definitions, int depth, int from) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        if (random.nextInt(60) == 0) {
            return part.put("$ref", random.nextInt());
        }
        if (random.nextInt(40) == 0) {
            return part.put("$ref", ELSEWHERE.get(random.nextInt(ELSEWHERE.size())));
        }
        int least = Math.max(0, from);
        if (depth > 0 && least < definitions && random.nextInt(3) > 0) {
            int target =
                    from < 0 ? random.nextInt(definitions) : from + random.nextInt(Math.min(2, definitions - from));
            return part.put("$ref", "#/" + place + "/d" + target);
        }
        part.put("type", "object");
        if (depth < 4) {
            ObjectNode properties = part.putObject("properties");
            int width = 1 + random.nextInt(3);
            for (int i = 0; i < width; i++) {
                properties.set("p" + i, part(random, place, definitions, depth + 1, from));
            }
        }
        return random.nextInt(3) == 0 ? part.put("description", "word ".repeat(random.nextInt(60))) : part;
    }
}
