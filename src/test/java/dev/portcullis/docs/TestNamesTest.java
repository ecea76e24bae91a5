package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests that pages name exist. */
final class TestNamesTest {
    private static final Pattern TEST = Pattern.compile("(?<![\\w*])(?:[A-Z]\\w*Test|[A-Z]\\w*IT)\\b");
    private static final Pattern PACKAGE = Pattern.compile("dev\\.portcullis(?:\\.[a-z]+)+");

    private static final Pattern COMMAND = Pattern.compile("`\\.ci/test ([^`-][^`]*)`");

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_test_class_and_package_exists(MarkdownPage page) throws IOException {
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

    /** {@code .ci/test} looks for the same: a file of Java below any folder, else a Python test with that in its name. */
    @ParameterizedTest
    @MethodSource("pages")
    void every_pattern_of_the_test_command_matches(MarkdownPage page) throws IOException {
        for (MatchResult found : COMMAND.matcher(page.text()).results().toList()) {
            for (String pattern : found.group(1).replace("'", "").split(" ", -1)) {
                assertThat(matches(pattern)).as(pattern).isTrue();
            }
        }
    }

    private static boolean matches(String pattern) throws IOException {
        String java = pattern.replaceFirst("#.*", "");
        // A folder may be none: Python's ** matches that, Java's does not.
        PathMatcher one = FileSystems.getDefault().getPathMatcher("glob:src/test/java/**/" + java + ".java");
        PathMatcher other =
                FileSystems.getDefault().getPathMatcher("glob:src/test/java/**/" + java.replace("**/", "") + ".java");
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            if (files.anyMatch(file -> one.matches(file) || other.matches(file))) {
                return true;
            }
        }
        try (Stream<Path> files = Files.list(Path.of("src/test/python/host"))) {
            return files.anyMatch(file -> file.getFileName().toString().contains(pattern) || has(file, pattern));
        }
    }

    private static boolean has(Path file, String pattern) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).contains(pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
