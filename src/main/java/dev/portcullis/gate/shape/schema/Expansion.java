package dev.portcullis.gate.shape.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A schema with its references replaced, measured without making it: each definition once, however often it is named.
 *
 * @param referring whether there was a reference to replace
 * @param bytes the bytes of the whole as compact JSON
 * @param added bytes, beside those that the schema has as it is
 * @param work how many entries are copied on the way: each object that is visited costs one for each definition
 */
public record Expansion(boolean referring, long bytes, long added, long work) {

    /**
     * Measures a schema with every reference replaced, without building it.
     *
     * @throws Unexpandable for a reference in a circle, to another document, or through too many others
     */
    public static Expansion of(JsonNode schema) throws Unexpandable {
        Walk walk = new Walk(Definitions.in(schema));
        Extent after = walk.root(schema);
        if (after.depth() > Walk.DEEPEST) {
            throw new Unexpandable("at most " + Walk.DEEPEST + " levels with its references replaced", "more");
        }
        long literal = new Walk(new Definitions()).root(schema).bytes();
        long work = Math.min(Extent.MOST, after.objects() * Math.max(1, walk.definitions.count()));
        return new Expansion(walk.referring, after.bytes(), Math.max(0, after.bytes() - literal), work);
    }

    private static final class Walk {
        private static final String REFERENCE = "$ref";
        /** Python writes some 900 levels and then gives up. */
        private static final int DEEPEST = 256;
        /** Real schemas have three or four. */
        private static final int LONGEST_CHAIN = 32;

        private final Definitions definitions;
        private final Map<String, Extent> known = new HashMap<>();
        private final Set<String> underWay = new HashSet<>();
        private boolean referring;

        Walk(Definitions definitions) {
            this.definitions = definitions;
        }

        /** Its {@code $defs} are removed once they are known. */
        Extent root(JsonNode schema) throws Unexpandable {
            return object(schema, true);
        }

        private Extent of(JsonNode node) throws Unexpandable {
            if (node.isObject()) {
                return object(node, false);
            }
            return node.isArray() ? items(node) : Extent.text(JsonBytes.of(node));
        }

        private Extent object(JsonNode object, boolean root) throws Unexpandable {
            JsonNode reference = object.path(REFERENCE);
            if (reference.isMissingNode()) {
                return members(object, root);
            }
            // Keywords beside a reference are not read.
            String name = name(reference);
            return definitions.named(name).isEmpty() ? members(object, root) : definition(name);
        }

        private Extent members(JsonNode object, boolean root) throws Unexpandable {
            Extent sum = Extent.text(2);
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                sum = sum.plus(Extent.text(JsonBytes.of(member.getKey()) + 2));
                if (!root || !member.getKey().equals("$defs")) {
                    sum = sum.plus(of(member.getValue()));
                }
            }
            return sum.within(true);
        }

        private Extent items(JsonNode list) throws Unexpandable {
            Extent sum = Extent.text(2);
            for (JsonNode item : list) {
                sum = sum.plus(of(item)).plus(Extent.text(1));
            }
            return sum.within(false);
        }

        private Extent definition(String name) throws Unexpandable {
            referring = true;
            Extent before = known.get(name);
            if (before != null) {
                return before;
            }
            if (!underWay.add(name)) {
                throw new Unexpandable("references that end", "one that leads back to itself");
            }
            if (underWay.size() > LONGEST_CHAIN) {
                throw new Unexpandable("at most " + LONGEST_CHAIN + " references one through the other", "more");
            }
            Extent largest = Extent.NONE;
            for (JsonNode definition : definitions.named(name)) {
                if (!definition.isObject()) {
                    throw new Unexpandable("references to objects", "one to something else");
                }
                largest = largest.or(of(definition));
            }
            underWay.remove(name);
            known.put(name, largest);
            return largest;
        }

        private static String name(JsonNode reference) throws Unexpandable {
            if (!reference.isTextual()) {
                throw new Unexpandable("text in every '" + REFERENCE + "'", "something else");
            }
            String text = reference.textValue();
            if (!text.startsWith("#")) {
                throw new Unexpandable("references that begin with '#'", "one to another document");
            }
            return text.substring(text.lastIndexOf('/') + 1);
        }
    }
}
