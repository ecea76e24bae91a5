package dev.portcullis.connect.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keys above every table are set line by line; a table replaces the table of its name. */
final class TomlMerge implements Merge {
    private static final TomlMapper TOML = TomlMapper.builder().build();

    @Override
    public Merged into(String old, String settings) throws Unmergeable {
        JsonNode before = tree(old);
        JsonNode added = tree(settings);
        List<String> lines = new ArrayList<>(settings.lines().toList());
        int table = head(lines, 0);
        List<String> keys = lines.subList(0, table);
        List<String> tables = lines.subList(table, lines.size());
        List<String> replaced = new ArrayList<>();
        JsonNode expected = expected((ObjectNode) before, (ObjectNode) added, replaced);
        if (expected.equals(before)) {
            return Merged.of(old);
        }

        List<String> text = new ArrayList<>(old.lines().toList());
        keys.forEach(key -> set(text, key));
        tables.stream().filter(line -> line.startsWith("[")).forEach(head -> remove(text, head));
        if (!text.isEmpty() && !text.get(text.size() - 1).isBlank()) {
            text.add("");
        }
        text.addAll(tables);
        String result = String.join("\n", text) + "\n";
        if (!readable(result).equals(expected)) {
            throw Unmergeable.unusual();
        }
        return new Merged(result, replaced);
    }

    /** The old settings with the new keys, and with the new tables in place of the old ones of their names. */
    private static JsonNode expected(ObjectNode before, ObjectNode added, List<String> replaced) throws Unmergeable {
        ObjectNode result = before.deepCopy();
        for (Map.Entry<String, JsonNode> setting : added.properties()) {
            JsonNode there = result.path(setting.getKey());
            if (!(setting.getValue() instanceof ObjectNode tables)) {
                if (!there.isMissingNode() && !there.equals(setting.getValue())) {
                    replaced.add(setting.getKey());
                }
                result.set(setting.getKey(), setting.getValue());
                continue;
            }
            if (!there.isMissingNode() && !there.isObject()) {
                throw new Unmergeable("tables as '" + setting.getKey() + "'", "something else");
            }
            ObjectNode into = there instanceof ObjectNode known ? known : result.putObject(setting.getKey());
            for (Map.Entry<String, JsonNode> one : tables.properties()) {
                JsonNode old = into.path(one.getKey());
                if (!old.isMissingNode() && !old.equals(one.getValue())) {
                    replaced.add(setting.getKey() + "." + one.getKey());
                }
                into.set(one.getKey(), one.getValue());
            }
        }
        return result;
    }

    private static void set(List<String> text, String line) {
        String name = line.substring(0, line.indexOf('=')).strip();
        Pattern same = Pattern.compile("\\s*\"?" + Pattern.quote(name) + "\"?\\s*=.*");
        int head = head(text, 0);
        for (int i = 0; i < head; i++) {
            if (same.matcher(text.get(i)).matches()) {
                text.set(i, line);
                return;
            }
        }
        int at = head;
        while (at > 0 && text.get(at - 1).isBlank()) {
            at--;
        }
        text.add(at, line);
    }

    /** With the tables inside it; comments at its end belong to the next one. */
    private static void remove(List<String> text, String head) {
        String name = head.substring(1, head.indexOf(']'));
        for (int i = text.size() - 1; i >= 0; i--) {
            String line = text.get(i).strip();
            if (line.startsWith("[" + name + "]") || line.startsWith("[" + name + ".")) {
                int end = head(text, i + 1);
                while (end > i + 1
                        && (text.get(end - 1).isBlank()
                                || text.get(end - 1).strip().startsWith("#"))) {
                    end--;
                }
                text.subList(i, end).clear();
            }
        }
    }

    /** The first line at or after one that begins a table, or the end. */
    private static int head(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && !lines.get(at).strip().startsWith("[")) {
            at++;
        }
        return at;
    }

    private static JsonNode readable(String text) throws Unmergeable {
        try {
            return TOML.readTree(text);
        } catch (JsonProcessingException e) {
            throw Unmergeable.unusual();
        }
    }

    private static JsonNode tree(String text) throws Unmergeable {
        try {
            return TOML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Unmergeable(
                    "TOML", "something else at line " + e.getLocation().getLineNr());
        }
    }
}
