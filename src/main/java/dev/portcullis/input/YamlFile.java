package dev.portcullis.input;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Opens a YAML file as one mapping and keeps line numbers. Anything that is not a mapping, a second document, a
 * repeated key or a recursive alias is a problem, never a guess.
 */
public final class YamlFile {
    private static final int MAX_CODE_POINTS = 1_000_000;

    private YamlFile() {}

    /** Empty when the file could not be read; the reason is then in {@code problems}. */
    public static Optional<YamlMap> read(Path file, Problems problems) {
        String name = String.valueOf(file.getFileName());
        try {
            return parse(name, Files.readString(file), problems);
        } catch (IOException e) {
            problems.add(
                    name, "a readable UTF-8 file", "an error: " + e.getClass().getSimpleName(), "Check " + name);
            return Optional.empty();
        }
    }

    /** The same for a text already in memory; {@code name} stands for the file in messages. */
    public static Optional<YamlMap> parse(String name, String text, Problems problems) {
        Node root;
        try {
            root = new Yaml(options()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(
                    name + ":" + line, "well-formed YAML", "'" + e.getProblem() + "'", "Mend the line and try again");
            return Optional.empty();
        } catch (YAMLException e) {
            // No mark: a character that YAML forbids, or a file beyond the limit.
            problems.add(name, "a YAML text of ordinary size", "'" + e.getMessage() + "'", "Check " + name);
            return Optional.empty();
        }
        if (!(root instanceof MappingNode mapping)) {
            problems.add(
                    name,
                    "a mapping of keys to values",
                    root == null ? "an empty file" : "a list or a single value",
                    "Compare it with the example in the repository");
            return Optional.empty();
        }
        return Optional.of(new YamlMap(name, mapping, problems));
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setAllowDuplicateKeys(false);
        return options;
    }
}
