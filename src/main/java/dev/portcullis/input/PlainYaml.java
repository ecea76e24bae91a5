package dev.portcullis.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns the value of a key into maps, lists and texts, each text as the Pulumi engine would hand it over.
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
            List<Object> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(of(item, depth + 1)));
            return items;
        }
        return value instanceof MappingNode mapping ? mapping(mapping, depth) : text((ScalarNode) value);
    }

    private Map<String, Object> mapping(MappingNode mapping, int depth) {
        mapping.getValue().forEach(this::refuseName);
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        new YamlMap(file, mapping, problems)
                .values()
                .forEach((name, item) -> plain.put(
                        name,
                        item instanceof ScalarNode scalar && EngineScalar.isNull(scalar)
                                ? null
                                : new PlainYaml(file, name, problems).of(item, depth + 1)));
        return plain;
    }

    /** A name that the engine would change, or a merge, which it would carry out and this reader does not. */
    private void refuseName(NodeTuple field) {
        if (!(field.getKeyNode() instanceof ScalarNode name)) {
            return;
        }
        if (name.isPlain() && name.getValue().equals("<<")) {
            problems.add(
                    YamlNodes.where(file, name, key),
                    "every field written out",
                    "a merge '<<'",
                    "Write the fields that it would merge");
        } else if (EngineScalar.isNull(name) || !EngineScalar.text(name).equals(Optional.of(name.getValue()))) {
            refuse(name, "a name that stays as it is written");
        }
    }

    private String text(ScalarNode scalar) {
        Optional<String> text = EngineScalar.text(scalar);
        if (text.isEmpty()) {
            refuse(scalar, "a value that the Pulumi engine hands over as it is written");
        }
        return text.orElse("");
    }

    private void refuse(ScalarNode scalar, String expected) {
        problems.add(
                YamlNodes.where(file, scalar, key),
                expected,
                YamlNodes.describe(scalar),
                "Put it in quotes: \"" + scalar.getValue() + "\"");
    }
}
