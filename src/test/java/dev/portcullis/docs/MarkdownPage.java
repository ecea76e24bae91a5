package dev.portcullis.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown page of the repository, as GitHub reads it. */
public record MarkdownPage(Path path, String text) {
    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");

    /**
     * A line of a page.
     *
     * @param heading the nearest heading above it, with its number signs
     * @param language the language of the code block that the line stands in, or empty
     */
    public record Line(Path page, String heading, String language, String text) {
        @Override
        public String toString() {
            return page + ": " + text;
        }
    }

    /** The pages at the root, those in {@code docs} and the templates. */
    public static List<MarkdownPage> all() {
        return Stream.of(Path.of(""), Path.of("docs"), Path.of(".github"), Path.of(".github/ISSUE_TEMPLATE"))
                .flatMap(MarkdownPage::in)
                .sorted((one, other) -> one.path().compareTo(other.path()))
                .toList();
    }

    public static MarkdownPage at(String path) {
        return read(Path.of(path));
    }

    /** Headings and fences are left out. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        String heading = "";
        String language = "";
        boolean code = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("```")) {
                code = !code;
                language = code ? line.substring(3) : "";
            } else if (!code && line.startsWith("#")) {
                heading = line;
            } else {
                lines.add(new Line(path, heading, code ? language.isEmpty() ? "text" : language : "", line));
            }
        }
        return lines;
    }

    /** Everything in code style outside code blocks. */
    public List<String> inlineCode() {
        return prose().flatMap(line -> INLINE.matcher(line).results())
                .map(found -> found.group(1))
                .toList();
    }

    /** The groups of every match outside code, inline code included. */
    public Stream<MatchResult> inProse(Pattern pattern) {
        return prose().map(line -> INLINE.matcher(line).replaceAll(""))
                .flatMap(line -> pattern.matcher(line).results());
    }

    private Stream<String> prose() {
        return lines().stream().filter(line -> line.language().isEmpty()).map(Line::text);
    }

    /** The parts of links to this page's headings that follow the number sign. */
    public Set<String> anchors() {
        return headings()
                .map(heading -> heading.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private Stream<String> headings() {
        boolean[] code = {false};
        return text.lines().filter(line -> {
            code[0] ^= line.startsWith("```");
            return !code[0] && line.startsWith("#");
        });
    }

    private static Stream<MarkdownPage> in(Path folder) {
        if (!Files.isDirectory(folder.toAbsolutePath())) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).map(MarkdownPage::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
