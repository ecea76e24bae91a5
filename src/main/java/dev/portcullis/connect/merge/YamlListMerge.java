package dev.portcullis.connect.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Appends entries to a list, in place of those of the same {@code name}. */
final class YamlListMerge implements Merge {
    @Override
    public Merged into(String old, String settings) throws Unmergeable {
        List<Object> expected = YamlTree.list(old);
        List<Object> added = YamlTree.list(settings);
        if (expected.containsAll(added)) {
            return Merged.of(old);
        }
        List<String> replaced = new ArrayList<>();
        List<String> text = new ArrayList<>(old.lines().toList());
        for (Object entry : added) {
            Object name = name(entry);
            for (int i = expected.size() - 1; i >= 0; i--) {
                if (name.equals(name(expected.get(i)))) {
                    expected.remove(i);
                    remove(text, i);
                    replaced.add(String.valueOf(name));
                }
            }
        }
        expected.addAll(added);
        text.addAll(settings.lines().toList());
        String result = String.join("\n", text) + "\n";
        try {
            if (!YamlTree.list(result).equals(expected)) {
                throw Unmergeable.unusual();
            }
        } catch (Unmergeable e) {
            throw Unmergeable.unusual();
        }
        return new Merged(result, replaced);
    }

    private static Object name(Object entry) {
        return entry instanceof Map<?, ?> map && map.get("name") instanceof String name ? name : "";
    }

    /** The lines of one entry; comments after it belong to the next one. */
    private static void remove(List<String> text, int entry) {
        int from = start(text, entry);
        int end = start(text, entry + 1);
        while (end > from + 1
                && (text.get(end - 1).isBlank() || text.get(end - 1).strip().startsWith("#"))) {
            end--;
        }
        text.subList(Math.min(from, end), end).clear();
    }

    private static int start(List<String> text, int entry) {
        int seen = -1;
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).startsWith("- ") || text.get(i).equals("-")) {
                seen++;
                if (seen == entry) {
                    return i;
                }
            }
        }
        return text.size();
    }
}
