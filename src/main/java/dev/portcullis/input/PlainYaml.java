package dev.portcullis.input;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns the value of a key into maps, lists and texts.
 *
 * @param key the nearest one, which a problem inside the value is told under
 */
record PlainYaml(String file, String key, Problems problems) {
    /** Far above any real file; an alias to its own parent would go on for ever. */
    private static final int DEEPEST = 16;

    Object of(Node value, int depth) {
        if (depth == DEEPEST) {
            problems.add(
                    YamlNodes.where(file, value, key),
                    "at most " + DEEPEST + " levels",
                    "more",
                    "Remove the alias or the nesting");
            return "";
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(item -> of(item, depth + 1)).toList();
        }
        if (value instanceof MappingNode mapping) {
            Map<String, Object> plain = new LinkedHashMap<>();
            new YamlMap(file, mapping, problems)
                    .values()
                    .forEach((name, item) -> plain.put(name, new PlainYaml(file, name, problems).of(item, depth + 1)));
            return plain;
        }
        return ((ScalarNode) value).getValue();
    }
}
