package dev.portcullis.smoke;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The requests that no gateway may answer, as the files beside this class list them. */
public final class AttackCorpus {
    private AttackCorpus() {}

    /**
     * One request of a file. Reading is strict, since a lost line is a lost test.
     *
     * @param where file and line
     * @param gateToo whether method and path alone are reason enough for the gate to refuse it; false in files without
     *     that column
     * @param origin scheme and Host header, as in {@code https://llm.example.com:443}
     * @param target as in the request line, query included
     * @param about the attack in words
     */
    public record Line(String where, boolean gateToo, String method, String origin, String target, String about) {}

    /** The requests that the edge itself must refuse. */
    public static List<Line> ofEdge() {
        return parse("attack.tsv", text("attack.tsv"), 5);
    }

    /** The requests that the edge cannot tell from good ones, so that the gate must refuse them. */
    public static List<Line> ofGate() {
        return parse("gate.tsv", text("gate.tsv"), 4);
    }

    /**
     * Reads the lines of a text, leaving out comments.
     *
     * @throws IllegalStateException naming the line that has another form or stands twice
     */
    public static List<Line> parse(String file, String text, int columns) {
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

    private static String text(String file) {
        try (InputStream in = AttackCorpus.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no such corpus: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
