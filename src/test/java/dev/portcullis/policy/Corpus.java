package dev.portcullis.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The requests that must pass and those that must not, for both locks. Reading is strict: a lost line is a lost test. */
public final class Corpus {
    private Corpus() {}

    /**
     * One request of a file.
     *
     * @param where file and line
     * @param gateToo whether method and path alone are reason enough to refuse it; false in files without that column
     * @param origin scheme and Host header, as in {@code https://llm.example.com:443}
     * @param target as in the request line, query included
     */
    public record Line(String where, boolean gateToo, String method, String origin, String target, String comment) {
        public boolean ssl() {
            return origin.startsWith("https://");
        }

        public String host() {
            return origin.substring(origin.indexOf("://") + 3);
        }

        public String rawPath() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }

        EdgeRequest request() {
            return new EdgeRequest(method, host(), ssl(), rawPath(), "203.0.113.7");
        }

        Line withMethod(String other) {
            return new Line(where, gateToo, other, origin, target, comment);
        }

        @Override
        public String toString() {
            return where + " " + method + " " + target + ": " + comment;
        }
    }

    public static List<Line> pass() {
        return atLeast(40, "pass.tsv", 4);
    }

    public static List<Line> attacks() {
        return atLeast(80, "attack.tsv", 5);
    }

    /** Requests that the edge cannot tell from good ones: only the gate can refuse them. */
    public static List<Line> gateOnly() {
        return atLeast(10, "gate.tsv", 4);
    }

    private static List<Line> atLeast(int count, String file, int columns) {
        List<Line> lines = parse(file, read(file), columns);
        if (lines.size() < count) {
            throw new IllegalStateException(file + ": expected at least " + count + " requests, got " + lines.size());
        }
        return lines;
    }

    static List<Line> parse(String file, String text, int columns) {
        List<Line> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int number = 0;
        for (String row : text.split("\n", -1)) {
            number++;
            if (row.isEmpty() || row.startsWith("#")) {
                continue;
            }
            Line line = line(file + ":" + number, row.split("\t", -1), columns);
            if (!seen.add(line.method() + " " + line.origin() + " " + line.target())) {
                throw new IllegalStateException(line.where() + ": the request is there already");
            }
            lines.add(line);
        }
        return List.copyOf(lines);
    }

    private static Line line(String where, String[] cells, int columns) {
        if (cells.length != columns) {
            throw new IllegalStateException(where + ": expected " + columns + " columns, got " + cells.length);
        }
        for (String cell : cells) {
            if (cell.isEmpty()) {
                throw new IllegalStateException(where + ": expected a text in every column, got an empty one");
            }
        }
        int first = columns - 4;
        if (first == 1 && !cells[0].equals("both") && !cells[0].equals("edge")) {
            throw new IllegalStateException(where + ": expected 'both' or 'edge', got '" + cells[0] + "'");
        }
        if (!cells[first + 1].matches("https?://[^/]+")) {
            throw new IllegalStateException(where + ": expected an origin, got '" + cells[first + 1] + "'");
        }
        boolean gateToo = first == 1 && cells[0].equals("both");
        return new Line(where, gateToo, cells[first], cells[first + 1], controls(cells[first + 2]), cells[first + 3]);
    }

    /** Control pictures stand for their characters: an editor shows the one and mangles the other. */
    private static String controls(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> c == 0x2421 ? 0x7f : c >= 0x2400 && c <= 0x241f ? c - 0x2400 : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String read(String file) {
        try (InputStream in = Corpus.class.getResourceAsStream("/corpus/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no such corpus: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
