package dev.portcullis.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping read strictly: every key is asked for by name and with a type, and {@link #refuseOthers} then reports
 * what nobody asked for. Getters that fail note the problem and return empty, so reading goes on to the next one.
 */
public final class YamlMap {
    private final String file;
    private final MappingNode node;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    YamlMap(String file, MappingNode node, Problems problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
        for (NodeTuple tuple : node.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            Node first = keys.putIfAbsent(key, tuple.getKeyNode());
            if (first != null) {
                problems.addPlain(
                        where(tuple.getKeyNode(), key),
                        "the key occurs twice, first in line " + YamlNodes.line(first),
                        "Remove one of the two");
            }
            values.put(key, tuple.getValueNode());
        }
    }

    /** {@code file:line} of this mapping, for problems that concern it as a whole. */
    public String where() {
        return file + ":" + YamlNodes.line(node);
    }

    /** {@code file:line key} of one of its values. */
    public String where(String key) {
        Node value = values.get(key);
        return value == null ? where() + " " + key : where(value, key);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Each key with its value, in the order of the file. */
    Map<String, Node> values() {
        return values;
    }

    /** The keys in the order of the file. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    public Optional<String> text(String key) {
        return required(key, "text", YamlNodes::scalar);
    }

    public Optional<String> optionalText(String key) {
        return has(key) ? text(key) : skip(key);
    }

    /**
     * A scalar turned into a type. {@code parse} throws {@link IllegalArgumentException} for what it refuses.
     *
     * @param expected the noun phrase for the message
     */
    public <T> Optional<T> value(String key, String expected, Function<String, T> parse) {
        return required(key, expected, value -> {
            String text = YamlNodes.scalar(value);
            if (text == null) {
                return null;
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                return null;
            }
        });
    }

    public <T> Optional<T> optionalValue(String key, String expected, Function<String, T> parse) {
        return has(key) ? value(key, expected, parse) : skip(key);
    }

    /** A list of scalars; empty when the key is absent. */
    public List<String> texts(String key) {
        asked.add(key);
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            String text = YamlNodes.scalar(item);
            if (text == null) {
                problems.add(
                        where(item, key), "a list of texts", YamlNodes.describe(item), "Write '- text' on each line");
            } else {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** A list of mappings; empty when the key is absent. */
    public List<YamlMap> maps(String key) {
        asked.add(key);
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof MappingNode mapping) {
                maps.add(new YamlMap(file, mapping, problems));
            } else {
                problems.add(
                        where(item, key),
                        "a list of mappings",
                        YamlNodes.describe(item),
                        "Write '- key: value' blocks");
            }
        }
        return List.copyOf(maps);
    }

    /** A nested mapping; empty when the key is absent. */
    public Optional<YamlMap> map(String key) {
        asked.add(key);
        Node value = values.get(key);
        if (value instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(file, mapping, problems));
        }
        if (value != null) {
            problems.add(
                    where(value, key), "a mapping", YamlNodes.describe(value), "Write 'key: value' lines below it");
        }
        return Optional.empty();
    }

    /**
     * A value as plain data: a {@code Map}, a {@code List}, or the text of a scalar, which nothing has guessed a type
     * for ({@code 0123} keeps its zero). Empty when the key is absent.
     */
    public Optional<Object> plain(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).map(value -> new PlainYaml(file, key, problems).of(value, 0));
    }

    /** Reports every key that no getter asked for. Call it last. */
    public void refuseOthers() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problems.add(where(keys.get(key), key), "a known key", "'" + key + "'", Suggestion.remedy(key, asked));
            }
        }
    }

    private <T> Optional<T> required(String key, String expected, Function<Node, @Nullable T> read) {
        asked.add(key);
        Node value = values.get(key);
        if (value == null) {
            problems.add(where() + " " + key, expected, "nothing", "Add the key '" + key + "'");
            return Optional.empty();
        }
        T result = read.apply(value);
        if (result == null) {
            problems.add(where(value, key), expected, YamlNodes.describe(value), "Correct the value of '" + key + "'");
        }
        return Optional.ofNullable(result);
    }

    private <T> Optional<T> skip(String key) {
        asked.add(key);
        return Optional.empty();
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (value != null) {
            problems.add(where(value, key), "a list", YamlNodes.describe(value), "Write '- item' lines below it");
        }
        return List.of();
    }

    private String where(@Nullable Node at, String key) {
        return YamlNodes.where(file, at == null ? node : at, key);
    }
}
