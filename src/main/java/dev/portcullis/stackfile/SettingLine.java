package dev.portcullis.stackfile;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One plain setting in the text of a stack's file. All other lines stay, with their comments and anchors. */
final class SettingLine {
    private final String file;
    private final List<String> lines;
    private final NodeTuple top;
    private final MappingNode config;
    private final String key;

    /** @throws dev.portcullis.input.BadInput when the settings do not stand in lines of their own */
    SettingLine(String file, String text, String key) {
        this.file = file;
        this.lines = new ArrayList<>(text.lines().toList());
        this.key = key;
        Node root;
        try {
            root = new Yaml().compose(new StringReader(text));
        } catch (YAMLException e) {
            throw ClientLines.byHand(file, "well-formed YAML");
        }
        Optional<NodeTuple> found = child(root, "config");
        if (!(found.map(NodeTuple::getValueNode).orElse(null) instanceof MappingNode settings)
                || settings.getFlowStyle() != FlowStyle.BLOCK
                || settings.getValue().isEmpty()) {
            throw ClientLines.byHand(file, "settings in lines of their own, below config");
        }
        this.top = found.orElseThrow();
        this.config = settings;
    }

    /** The whole text with the value in place of the present one, or above all settings, whose comments stay above them. */
    String with(Optional<String> value) {
        Optional<NodeTuple> present = child(config, key);
        present.ifPresent(this::remove);
        value.ifPresent(text -> {
            int at = present.map(SettingLine::line).orElse(line(top) + 1);
            int margin = config.getValue().get(0).getKeyNode().getStartMark().getColumn();
            lines.add(at, " ".repeat(margin) + key + ": " + text);
        });
        return String.join("\n", lines) + "\n";
    }

    private void remove(NodeTuple setting) {
        Node value = setting.getValueNode();
        if (!(value instanceof ScalarNode) || value.getStartMark().getLine() != line(setting)) {
            throw ClientLines.byHand(file, "a plain value of " + key);
        }
        lines.remove(line(setting));
    }

    private static int line(NodeTuple entry) {
        return entry.getKeyNode().getStartMark().getLine();
    }

    private static Optional<NodeTuple> child(Node parent, String name) {
        return parent instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(name))
                        .findFirst()
                : Optional.empty();
    }
}
