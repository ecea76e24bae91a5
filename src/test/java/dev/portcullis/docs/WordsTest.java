package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Some of CONTRIBUTING's rules for words can be checked. */
final class WordsTest {
    /** The beginning of a sentence, a list's item or a table's cell; a question may begin so. */
    private static final Pattern HEADLESS =
            Pattern.compile("(?:^|[.:;] |[|*-] |\\d\\. )((?:What|Who|Whoever|Whatever|Of) [^.|?]*)(?![^.|]*\\?)");

    private static final Pattern OLD_WORDS =
            Pattern.compile("(?i)\\b(wish|wishes|set aside|sets aside|begins? anew|hung up on|gives? back)\\b");

    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:/\\*\\*|\\*|//) ");

    private static final Pattern HEADLESS_COMMENT = Pattern.compile(
            "^(?:/\\*\\*|\\*|//) (?:(?:What|Who|Whose|Whoever|Whatever|Of) |@param \\S+ (?:what|who|whose|of) )");

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void no_sentence_begins_with_a_headless_clause(MarkdownPage page) {
        assertThat(page.inProse(HEADLESS).map(found -> found.group(1))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void each_concept_has_its_one_word(MarkdownPage page) {
        if (!page.path().toString().equals("CONTRIBUTING.md")) {
            assertThat(page.inProse(OLD_WORDS).map(found -> found.group(1))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java", "idlestop/src"})
    void no_comment_begins_with_a_headless_clause_or_has_an_old_word(Path sources) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> below = Files.walk(sources)) {
            files = below.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path file : files) {
            Files.readAllLines(file).stream()
                    .filter(line -> COMMENT.matcher(line).find())
                    .map(String::strip)
                    .filter(line -> HEADLESS_COMMENT.matcher(line).find()
                            || OLD_WORDS.matcher(line).find())
                    .forEach(line -> found.add(file.getFileName() + ": " + line));
        }
        assertThat(files).isNotEmpty();
        assertThat(found).isEmpty();
    }

    @Test
    void the_readme_is_read_in_one_sitting() {
        assertThat(MarkdownPage.at("README.md").text().lines()).hasSizeLessThanOrEqualTo(150);
    }
}
