package dev.portcullis.input;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Describes a node of a file in the words of a message. */
final class YamlNodes {
    private YamlNodes() {}

    /** {@code file:line key}. */
    static String where(String file, Node at, String key) {
        return file + ":" + line(at) + " " + key;
    }

    /** Counted from 1. */
    static int line(Node at) {
        return at.getStartMark().getLine() + 1;
    }

    /** Null for what is no scalar, and for an empty one. */
    static @Nullable String scalar(Node value) {
        return value instanceof ScalarNode scalar && !scalar.getValue().isEmpty() ? scalar.getValue() : null;
    }

    static String describe(Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "an empty value" : "'" + scalar.getValue() + "'";
        }
        return value instanceof SequenceNode ? "a list" : "a mapping";
    }
}
