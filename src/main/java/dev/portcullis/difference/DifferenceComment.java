package dev.portcullis.difference;

import java.util.List;

/**
 * A difference as the comment of a pull request, in GitHub's Markdown.
 *
 * <p>Text from a branch's code stands in blocks of code only, where Markdown, HTML and mentions mean nothing; each line
 * begins with our own mark and holds no backtick, so none can end its block. Outside of them stand our own words,
 * numbers, and a stack's name that was checked to be one.
 */
public final class DifferenceComment {
    /** Begins the comment, so that the next one replaces it. */
    public static final String MARKER = "<!-- portcullis-plan -->";
    /** GitHub takes 65,536. */
    static final int MOST_CHARACTERS = 60_000;

    private static final int RESERVE = 300;

    private final StringBuilder text = new StringBuilder();
    private int leftOut;

    private DifferenceComment() {}

    public static String of(Difference difference) {
        DifferenceComment comment = new DifferenceComment();
        comment.head(difference);
        Sections.of(difference).forEach(comment::section);
        if (comment.leftOut > 0) {
            comment.text
                    .append("\n")
                    .append(comment.leftOut)
                    .append(" more lines do not fit here: `./portcullis plan --against BASE` prints them all.\n");
        }
        return comment.text.toString();
    }

    private void head(Difference difference) {
        Summary summary = new Summary(difference);
        text.append(MARKER)
                .append("\n### Portcullis plan of stack `")
                .append(difference.after().stack())
                .append("`\n\n");
        text.append(difference.isEmpty() ? "No resource and no edge rule differs.\n" : summary.resources() + ".\n");
        text.append("\n| | before | after |\n|---|---:|---:|\n");
        summary.rows()
                .forEach(row -> text.append("| ")
                        .append(String.join(" | ", List.of(row.what(), row.before(), row.after())))
                        .append(" |\n"));
        text.append("\nReported by the branch: its own code made the plan and checked its own promises. ")
                .append("The offline plan knows no state; what `up` would do, `pulumi preview` tells.\n");
    }

    private void section(Section section) {
        List<Section.Line> lines = section.lines();
        if (room() < 0) {
            leftOut += lines.size();
            return;
        }
        text.append("\n**").append(section.heading()).append("**\n\n```diff\n");
        for (Section.Line line : lines) {
            if (line.text().length() + 3 > room()) {
                leftOut++;
            } else {
                text.append(line.mark()).append(' ').append(line.text()).append('\n');
            }
        }
        text.append("```\n");
    }

    private int room() {
        return MOST_CHARACTERS - RESERVE - text.length();
    }
}
