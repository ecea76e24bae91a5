package dev.portcullis.difference;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** A difference for people at a terminal; the figures stand last. */
public final class DifferenceText {
    private static final Map<Character, String> COLOURS =
            Map.of('+', "@|green +|@", '-', "@|red -|@", '!', "@|yellow !|@", ' ', " ");

    private DifferenceText() {}

    public static String of(Difference difference, Ansi ansi) {
        StringBuilder text = new StringBuilder();
        for (Section section : Sections.of(difference)) {
            text.append(ansi.string("@|bold " + section.heading() + "|@")).append('\n');
            for (Section.Line line : section.lines()) {
                // The text itself is never read for marks of colour.
                text.append("  ")
                        .append(ansi.string(COLOURS.getOrDefault(line.mark(), " ")))
                        .append(' ')
                        .append(line.text())
                        .append('\n');
            }
            text.append('\n');
        }
        Summary summary = new Summary(difference);
        text.append(ansi.string(
                        difference.isEmpty()
                                ? "@|bold No resource and no edge rule differs|@"
                                : "@|bold Resources: " + summary.resources() + "|@"))
                .append('\n');
        summary.rows()
                .forEach(row -> text.append(
                        String.format(Locale.ROOT, "  %-18s %10s -> %s%n", row.what(), row.before(), row.after())));
        return text.toString();
    }
}
