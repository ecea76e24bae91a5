package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some of CONTRIBUTING's rules for words can be checked. */
final class WordsTest {
    /** Of a sentence, a list's item or a table's cell; a question may begin so. */
    private static final Pattern HEADLESS =
            Pattern.compile("(?:^|[.:;] |[|*-] |\\d\\. )((?:What|Who|Whoever|Whatever|Of) [^.|?]*)(?![^.|]*\\?)");

    private static final Pattern OLD_WORDS =
            Pattern.compile("(?i)\\b(wish|wishes|set aside|sets aside|begins? anew|hung up on|gives? back)\\b");

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

    @Test
    void the_readme_is_read_in_one_sitting() {
        assertThat(MarkdownPage.at("README.md").text().lines()).hasSizeLessThanOrEqualTo(150);
    }
}
