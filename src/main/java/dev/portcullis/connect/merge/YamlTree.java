package dev.portcullis.connect.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads YAML as plain maps, lists and values; never as objects. */
final class YamlTree {
    private YamlTree() {}

    static Map<Object, Object> map(String text) throws Unmergeable {
        Object tree = load(text);
        if (tree == null) {
            return new LinkedHashMap<>();
        }
        if (tree instanceof Map<?, ?> map) {
            return new LinkedHashMap<>(map);
        }
        throw new Unmergeable("a YAML mapping", "something else");
    }

    static List<Object> list(String text) throws Unmergeable {
        Object tree = load(text);
        if (tree == null) {
            return new ArrayList<>();
        }
        if (tree instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new Unmergeable("a YAML list", "something else");
    }

    private static Object load(String text) throws Unmergeable {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            throw new Unmergeable("YAML", "something else at line " + (line + 1));
        } catch (YAMLException e) {
            throw new Unmergeable("YAML", "something else");
        }
    }
}
