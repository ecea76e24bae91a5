package dev.portcullis.connect.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Sets the lines of a mapping's own keys. */
final class YamlMapMerge implements Merge {
    @Override
    public Merged into(String old, String settings) throws Unmergeable {
        Map<Object, Object> expected = YamlTree.map(old);
        Map<Object, Object> added = YamlTree.map(settings);
        List<String> replaced = new ArrayList<>();
        List<String> text = new ArrayList<>(old.lines().toList());
        for (String line : settings.lines().toList()) {
            String name = line.substring(0, line.indexOf(':'));
            Object value = added.get(name);
            if (value != null && value.equals(expected.get(name))) {
                continue;
            }
            if (expected.containsKey(name)) {
                replaced.add(name);
            }
            expected.put(name, value);
            set(text, name, line);
        }
        String result = text.isEmpty() ? "" : String.join("\n", text) + "\n";
        try {
            if (!YamlTree.map(result).equals(expected)) {
                throw Unmergeable.unusual();
            }
        } catch (Unmergeable e) {
            throw Unmergeable.unusual();
        }
        return new Merged(result, replaced);
    }

    private static void set(List<String> text, String name, String line) {
        Pattern same = Pattern.compile("[\"']?" + Pattern.quote(name) + "[\"']?\\s*:.*");
        for (int i = 0; i < text.size(); i++) {
            if (same.matcher(text.get(i)).matches()) {
                text.set(i, line);
                return;
            }
        }
        text.add(line);
    }
}
