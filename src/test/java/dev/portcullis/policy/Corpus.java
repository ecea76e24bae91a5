package dev.portcullis.policy;

import dev.portcullis.smoke.AttackCorpus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The requests that must pass and those that must not, for both locks. */
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
        return atLeast(40, parse("pass.tsv", passing(), 4));
    }

    public static List<Line> attacks() {
        return atLeast(80, lines(AttackCorpus.ofEdge()));
    }

    /** Requests that the edge cannot tell from good ones: only the gate can refuse them. */
    public static List<Line> gateOnly() {
        return atLeast(10, lines(AttackCorpus.ofGate()));
    }

    static List<Line> parse(String file, String text, int columns) {
        return lines(AttackCorpus.parse(file, text, columns));
    }

    private static List<Line> atLeast(int count, List<Line> lines) {
        if (lines.size() < count) {
            throw new IllegalStateException("expected at least " + count + " requests, got " + lines.size());
        }
        return lines;
    }

    private static List<Line> lines(List<AttackCorpus.Line> read) {
        return read.stream()
                .map(line -> new Line(
                        line.where(), line.gateToo(), line.method(), line.origin(), line.target(), line.about()))
                .toList();
    }

    private static String passing() {
        try (InputStream in = Corpus.class.getResourceAsStream("/corpus/pass.tsv")) {
            if (in == null) {
                throw new IllegalStateException("no such corpus: pass.tsv");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
