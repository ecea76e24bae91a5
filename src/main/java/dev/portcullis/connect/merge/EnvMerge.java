package dev.portcullis.connect.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines {@code NAME=value} as dotenv and shells read them; a quoted value may go over several lines. */
final class EnvMerge implements Merge {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)", Pattern.DOTALL);

    /** A comment, an empty line, or an assignment with all its lines; comments have no name. */
    private record Entry(String name, String value, String text) {}

    @Override
    public Merged into(String old, String settings) throws Unmergeable {
        Map<String, Entry> added = new LinkedHashMap<>();
        for (Entry entry : entries(settings)) {
            added.put(entry.name(), entry);
        }
        List<String> replaced = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries(old)) {
            Entry mine = entry.name().isEmpty() ? null : added.remove(entry.name());
            if (mine == null) {
                lines.add(entry.text());
                continue;
            }
            Entry whole = withOldHeaders(entry, mine);
            lines.add(bare(entry.value()).equals(bare(whole.value())) ? entry.text() : whole.text());
            if (!bare(entry.value()).equals(bare(whole.value()))) {
                replaced.add(entry.name());
            }
        }
        added.values().forEach(entry -> lines.add(entry.text()));
        return new Merged(lines.isEmpty() ? "" : String.join("\n", lines) + "\n", replaced);
    }

    private static Entry withOldHeaders(Entry old, Entry mine) {
        if (!HeaderLines.isIn(mine.name())) {
            return mine;
        }
        String value = "\"" + HeaderLines.merged(bare(old.value()), bare(mine.value())) + "\"";
        return new Entry(mine.name(), value, mine.name() + "=" + value);
    }

    private static String bare(String value) {
        boolean isQuoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.endsWith(value.substring(0, 1));
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    private static List<Entry> entries(String text) throws Unmergeable {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.strip().startsWith("#")) {
                entries.add(new Entry("", "", line));
                continue;
            }
            int first = i;
            StringBuilder whole = new StringBuilder(line);
            Matcher assignment = assignment(whole, first);
            while (isOpen(assignment.group(2))) {
                i++;
                if (i == lines.size()) {
                    throw new Unmergeable("a closing quotation mark", "none for the one in line " + (first + 1));
                }
                assignment = assignment(whole.append('\n').append(lines.get(i)), first);
            }
            entries.add(new Entry(assignment.group(1), assignment.group(2).strip(), whole.toString()));
        }
        return entries;
    }

    private static Matcher assignment(CharSequence text, int line) throws Unmergeable {
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (!assignment.matches()) {
            throw new Unmergeable("lines NAME=value", "something else in line " + (line + 1));
        }
        return assignment;
    }

    /** Whether the value's quotation mark is still open. */
    private static boolean isOpen(String value) {
        char quote = value.isEmpty() ? ' ' : value.charAt(0);
        if (quote != '"' && quote != '\'') {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (value.charAt(i) == quote) {
                return false;
            }
        }
        return true;
    }
}
