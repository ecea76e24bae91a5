package dev.portcullis.init.text;

import dev.portcullis.input.BadInput;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text in which single values are changed and all else keeps its bytes: comments, anchors, order and spaces. The
 * Pulumi CLI writes the file anew, replaces aliases by copies and moves comments, so its own commands do not do.
 *
 * @param name the file, as messages call it
 */
public record StackText(String name, String text) {

    /**
     * Changes the value at a path, or adds it as the last of its mapping.
     *
     * @param path keys from the top of the document
     * @param value YAML on one line, or lines of a block without indentation
     * @param comment lines without the mark, above a value that is added; none when empty
     * @throws BadInput when the value belongs to an anchor or has a form that only a person can change
     */
    public StackText with(List<String> path, String value, String comment) {
        Node root = root();
        if (!(root instanceof MappingNode top)) {
            return appended(path, value, comment);
        }
        MappingNode at = top;
        for (int depth = 0; depth < path.size(); depth++) {
            NodeTuple field = field(at, path.get(depth));
            if (field == null) {
                return added(at, path.subList(depth, path.size()), value, comment, depth);
            }
            refuseAnchor(field, path);
            boolean isLast = depth == path.size() - 1;
            if (isLast) {
                return replaced(field.getValueNode(), value, path);
            }
            if (field.getValueNode() instanceof ScalarNode empty
                    && empty.getValue().isEmpty()) {
                int end = endOfLine(empty.getEndMark().getIndex());
                String lines = lines(path.subList(depth + 1, path.size()), value, comment, 2 * (depth + 1));
                return new StackText(name, text.substring(0, end) + lines + text.substring(end));
            }
            if (!(field.getValueNode() instanceof MappingNode below)) {
                throw byHand(path, "a mapping", value);
            }
            at = below;
        }
        throw new IllegalArgumentException("no path");
    }

    /** The keys at the top of the document. */
    public List<String> keys() {
        return root() instanceof MappingNode top ? names(top) : List.of();
    }

    /** The keys of a mapping at the top of the document, none when it is not there. */
    public List<String> keys(String block) {
        NodeTuple field = root() instanceof MappingNode top ? field(top, block) : null;
        return field != null && field.getValueNode() instanceof MappingNode below ? names(below) : List.of();
    }

    private static List<String> names(MappingNode mapping) {
        return mapping.getValue().stream()
                .map(tuple -> tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "")
                .toList();
    }

    private static @Nullable NodeTuple field(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** The value of an anchor stands in several places at once, and an alias shows another place's value. */
    private void refuseAnchor(NodeTuple field, List<String> path) {
        if (field.getValueNode().getAnchor() != null) {
            throw byHand(path, "a value of its own", "");
        }
    }

    private StackText replaced(Node old, String value, List<String> path) {
        boolean isOneLine = old.getStartMark().getLine() == old.getEndMark().getLine();
        if (!isOneLine || value.contains("\n")) {
            throw byHand(path, "a value on one line", value);
        }
        int from = index(old.getStartMark().getIndex());
        int to = index(old.getEndMark().getIndex());
        String gap = from == to && from > 0 && text.charAt(from - 1) == ':' ? " " : "";
        return new StackText(name, text.substring(0, from) + gap + value + text.substring(to));
    }

    private StackText added(MappingNode mapping, List<String> path, String value, String comment, int depth) {
        boolean isEmpty = mapping.getValue().isEmpty();
        if (mapping.getFlowStyle() == FlowStyle.FLOW && !isEmpty) {
            throw byHand(path, "lines below the key instead of braces", value);
        }
        int indent = isEmpty
                ? 2 * depth
                : mapping.getValue().get(0).getKeyNode().getStartMark().getColumn();
        String lines = lines(path, value, comment, indent);
        if (isEmpty) {
            int from = index(mapping.getStartMark().getIndex());
            int to = index(mapping.getEndMark().getIndex());
            return new StackText(name, text.substring(0, from).stripTrailing() + "\n" + lines + rest(to));
        }
        int end = endOfLine(lastOf(mapping));
        String before = text.substring(0, end);
        return new StackText(name, before + (before.endsWith("\n") ? "" : "\n") + lines + text.substring(end));
    }

    /** The text behind a removed {@code {}}, of which the rest of its line is one line break. */
    private String rest(int from) {
        String behind = text.substring(from);
        return behind.startsWith("\n") ? behind.substring(1) : behind;
    }

    private StackText appended(List<String> path, String value, String comment) {
        String before = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return new StackText(name, before + lines(path, value, comment, 0));
    }

    private static String lines(List<String> path, String value, String comment, int indent) {
        String space = " ".repeat(indent);
        StringBuilder lines = new StringBuilder();
        if (!comment.isEmpty()) {
            comment.lines()
                    .forEach(line ->
                            lines.append(space).append("# ").append(line).append('\n'));
        }
        lines.append(space).append(YamlScalar.key(path.get(0))).append(':');
        if (path.size() > 1) {
            return lines.append('\n')
                    .append(lines(path.subList(1, path.size()), value, "", indent + 2))
                    .toString();
        }
        if (!value.contains("\n")) {
            return lines.append(value.isEmpty() ? "" : " ")
                    .append(value)
                    .append('\n')
                    .toString();
        }
        value.lines()
                .forEach(line -> lines.append('\n').append(space).append("  ").append(line));
        return lines.append('\n').toString();
    }

    /** The code point behind the last value of a mapping. */
    private static int lastOf(MappingNode mapping) {
        NodeTuple last = mapping.getValue().get(mapping.getValue().size() - 1);
        Node value = last.getValueNode();
        int key = last.getKeyNode().getEndMark().getIndex();
        // An alias is the anchor's own node, which stands further up.
        if (value.getStartMark().getIndex() < key) {
            return key;
        }
        boolean isBlock = value instanceof MappingNode below
                && below.getFlowStyle() == FlowStyle.BLOCK
                && !below.getValue().isEmpty();
        if (isBlock) {
            return lastOf((MappingNode) value);
        }
        if (value instanceof SequenceNode list
                && list.getFlowStyle() == FlowStyle.BLOCK
                && !list.getValue().isEmpty()) {
            Node item = list.getValue().get(list.getValue().size() - 1);
            return item instanceof MappingNode below && !below.getValue().isEmpty()
                    ? lastOf(below)
                    : item.getEndMark().getIndex();
        }
        return value.getEndMark().getIndex();
    }

    private int endOfLine(int codePoint) {
        int at = index(codePoint);
        if (at > 0 && text.charAt(at - 1) == '\n') {
            return at;
        }
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** SnakeYAML counts code points. */
    private int index(int codePoint) {
        return text.offsetByCodePoints(0, codePoint);
    }

    private @Nullable Node root() {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (YAMLException e) {
            throw new BadInput(name, "well-formed YAML", "something else", "Run: ./portcullis plan");
        }
    }

    private BadInput byHand(List<String> path, String expected, String value) {
        String key = String.join(".", path);
        return new BadInput(
                name + " " + key,
                expected + ", which can be changed without touching others",
                "a form that only a person can change",
                value.isEmpty() ? "Change it by hand" : "Change it by hand to: " + value);
    }
}
