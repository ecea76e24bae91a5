package dev.portcullis.stackfile;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The clients in the text of a stack's file. It changes lines and no more, so that comments, anchors and the order
 * stay; a form that it cannot change in this way is left to a person.
 */
public final class ClientLines {
    private static final String CLIENTS = "portcullis:clients";
    private static final int STEP = 2;

    private final String file;
    private final List<String> lines;
    private final MappingNode clients;

    private ClientLines(String file, String text, MappingNode clients) {
        this.file = file;
        this.lines = new ArrayList<>(text.lines().toList());
        this.clients = clients;
    }

    /**
     * Finds the clients in the text of a stack's file.
     *
     * @throws BadInput when the clients do not stand in lines of their own
     */
    public static ClientLines of(String file, String text) {
        Node root;
        try {
            root = new Yaml().compose(new StringReader(text));
        } catch (YAMLException e) {
            throw byHand(file, "well-formed YAML");
        }
        return Optional.of(root)
                .flatMap(top -> child(top, "config"))
                .flatMap(config -> child(config.getValueNode(), CLIENTS))
                .filter(clients -> !isElsewhere(clients))
                .map(NodeTuple::getValueNode)
                .filter(ClientLines::isBlock)
                .map(clients -> new ClientLines(file, text, (MappingNode) clients))
                .orElseThrow(() -> byHand(file, "clients in lines of their own, below " + CLIENTS));
    }

    /**
     * The whole text with one more client after the others.
     *
     * @param fields the lines of the client's own fields, indented as below its name
     */
    public String add(String name, List<String> fields) {
        String margin = " ".repeat(column());
        List<String> entry = new ArrayList<>(List.of(margin + name + ":"));
        fields.forEach(field -> entry.add(margin + " ".repeat(STEP) + field));
        List<NodeTuple> all = clients.getValue();
        lines.addAll(last(all.get(all.size() - 1)) + 1, entry);
        return text();
    }

    /** The name of the file that has these lines. */
    public String file() {
        return file;
    }

    /** The line of the client's name, as an editor counts. */
    public int line(String name) {
        return line(client(name)) + 1;
    }

    /** Removes the client's own lines, and keeps the comments before them. */
    public String remove(String name) {
        NodeTuple client = client(name);
        lines.subList(line(client), last(client) + 1).clear();
        return text();
    }

    /** Sets fields of a client; an empty value removes the field. */
    public String set(String name, Map<String, Optional<String>> fields) {
        NodeTuple client = client(name);
        if (isElsewhere(client) || !isBlock(client.getValueNode())) {
            throw byHand(file, "fields of client '" + name + "' in lines of their own");
        }
        // From the last line to the first, so that the lines above keep their numbers.
        MappingNode values = (MappingNode) client.getValueNode();
        List<NodeTuple> present = new ArrayList<>(values.getValue());
        Collections.reverse(present);
        int margin = present.get(0).getKeyNode().getStartMark().getColumn();
        List<String> added = new ArrayList<>();
        fields.forEach((field, value) -> {
            if (child(values, field).isEmpty()) {
                value.ifPresent(text -> added.add(" ".repeat(margin) + field + ": " + text));
            }
        });
        lines.addAll(last(client) + 1, added);
        for (NodeTuple field : present) {
            Optional<String> value = fields.get(key(field));
            if (value != null) {
                replace(field, value);
            }
        }
        return text();
    }

    private void replace(NodeTuple field, Optional<String> value) {
        if (value.isEmpty()) {
            lines.subList(line(field), last(field) + 1).clear();
            return;
        }
        Node old = field.getValueNode();
        if (!(old instanceof ScalarNode) || isElsewhere(field) || line(field) != last(field)) {
            throw byHand(file, "a plain value of " + key(field));
        }
        String line = lines.get(line(field));
        lines.set(
                line(field),
                line.substring(0, old.getStartMark().getColumn())
                        + value.get()
                        + line.substring(old.getEndMark().getColumn()));
    }

    private NodeTuple client(String name) {
        return child(clients, name).orElseThrow();
    }

    private int column() {
        return clients.getValue().get(0).getKeyNode().getStartMark().getColumn();
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }

    private static Optional<NodeTuple> child(Node parent, String name) {
        return parent instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> key(entry).equals(name))
                        .findFirst()
                : Optional.empty();
    }

    private static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
    }

    private static boolean isBlock(Node node) {
        return node instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.BLOCK
                && !mapping.getValue().isEmpty();
    }

    /** An alias has the place of its anchor, which comes before it. */
    private static boolean isElsewhere(NodeTuple entry) {
        return entry.getValueNode().getStartMark().getIndex()
                < entry.getKeyNode().getEndMark().getIndex();
    }

    private static int line(NodeTuple entry) {
        return entry.getKeyNode().getStartMark().getLine();
    }

    /** The last line of an entry, with the comments below that are indented as parts of it. */
    private int last(NodeTuple entry) {
        int last = isElsewhere(entry) ? line(entry) : last(entry.getValueNode());
        int margin = entry.getKeyNode().getStartMark().getColumn();
        while (last + 1 < lines.size() && lines.get(last + 1).matches(" {" + (margin + 1) + ",}#.*")) {
            last++;
        }
        return last;
    }

    private int last(Node node) {
        if (node instanceof MappingNode mapping && isBlock(node)) {
            return last(mapping.getValue().get(mapping.getValue().size() - 1));
        }
        if (node instanceof CollectionNode<?> collection
                && collection.getFlowStyle() == FlowStyle.BLOCK
                && !collection.getValue().isEmpty()
                && collection.getValue().get(collection.getValue().size() - 1) instanceof Node item) {
            return last(item);
        }
        int end = node.getEndMark().getLine();
        return node.getEndMark().getColumn() == 0 && end > node.getStartMark().getLine() ? end - 1 : end;
    }

    static BadInput byHand(String file, String expected) {
        return new BadInput(List.of(new Problem(
                file, expected, "another form", "Edit the file by hand, then run ./portcullis plan and pulumi up")));
    }
}
