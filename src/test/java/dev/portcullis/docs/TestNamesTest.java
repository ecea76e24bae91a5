package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests that pages name exist. */
final class TestNamesTest {
    private static final Pattern TEST = Pattern.compile("(?<![\\w*])(?:[A-Z]\\w*Test|[A-Z]\\w*IT)\\b");
    private static final Pattern PACKAGE = Pattern.compile("dev\\.portcullis(?:\\.[a-z]+)+");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_test_class_and_package_exists(Page page) throws IOException {
        Set<String> known;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            known = files.map(file -> file.toString().replace('/', '.'))
                    .flatMap(name -> Stream.of(
                            name.replaceFirst("\\.java$", "").replaceFirst(".*\\.", ""),
                            name.replaceFirst(".*?\\.java\\.", "")))
                    .collect(Collectors.toSet());
        }
        assertThat(Stream.of(TEST, PACKAGE)
                        .flatMap(pattern -> pattern.matcher(page.text()).results())
                        .map(found -> found.group()))
                .isSubsetOf(known);
    }
}
