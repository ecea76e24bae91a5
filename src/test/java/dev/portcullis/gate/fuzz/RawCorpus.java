package dev.portcullis.gate.fuzz;

import dev.portcullis.policy.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The whole corpus as bytes: paths and methods from the locks' own files, and {@code framing.tsv}. */
final class RawCorpus {
    private static final Path FRAMING = Path.of("src/test/resources/corpus/framing.tsv");

    private RawCorpus() {}

    /**
     * One request.
     *
     * @param ssl whether it comes in by https
     * @param raw as in {@link EscapedBytes}, with {@code {credentials}} and {@code {inner}}
     */
    record Line(boolean passesEdge, boolean passesGate, boolean ssl, String what, String raw) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Line> all() {
        List<Line> lines = new ArrayList<>(framing());
        Corpus.attacks().forEach(line -> lines.add(raw(line, false, !line.gateToo())));
        // The rules of the edge let a blank or a control character pass; its HTTP does not.
        Corpus.gateOnly()
                .forEach(line -> lines.add(raw(line, line.target().chars().noneMatch(c -> c <= ' '), false)));
        Corpus.pass().forEach(line -> lines.add(raw(line, true, true)));
        return lines;
    }

    static List<Line> framing() {
        try {
            return Files.readAllLines(FRAMING, StandardCharsets.US_ASCII).stream()
                    .filter(row -> !row.startsWith("#"))
                    .map(row -> row.split("\t", -1))
                    .map(cells -> new Line(passes(cells[0]), passes(cells[1]), true, cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean passes(String verdict) {
        return switch (verdict) {
            case "passes" -> true;
            case "refused" -> false;
            default -> throw new IllegalStateException("expected passes or refused, got " + verdict);
        };
    }

    private static Line raw(Corpus.Line line, boolean passesEdge, boolean passesGate) {
        boolean post = line.method().equals("POST");
        String head = line.method() + " " + line.target() + " HTTP/1.1\r\nHost: " + line.host() + "\r\n"
                + FuzzInput.CREDENTIALS + "connection: close\r\n"
                + (post ? "content-type: application/json\r\ncontent-length: 2\r\n\r\n{}" : "\r\n");
        return new Line(
                passesEdge,
                passesGate,
                line.ssl(),
                line.toString(),
                EscapedBytes.write(head.getBytes(StandardCharsets.UTF_8)));
    }
}
