package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between pages lead somewhere, and so do the files that pages name. */
final class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+(?:/[\\w.*-]+)+(?:\\.[a-z]{2,4}|/)");
    /** Pages name a class by its place below these. */
    private static final List<String> ROOTS =
            List.of("", "src/main/java/dev/portcullis", "src/test/java/dev/portcullis");

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_to_a_file_and_a_heading_that_exist(MarkdownPage page) {
        List<String> dead = new ArrayList<>();
        page.inProse(LINK)
                .map(found -> found.group(1))
                .filter(link -> !link.contains("://"))
                .forEach(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]);
                    boolean found = Files.exists(target.toAbsolutePath().normalize())
                            && (parts.length == 1
                                    || MarkdownPage.at(target.normalize().toString())
                                            .anchors()
                                            .contains(parts[1]));
                    if (!found) {
                        dead.add(link);
                    }
                });
        assertThat(dead).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_file_that_a_page_names_exists(MarkdownPage page) {
        assertThat(page.inlineCode().stream()
                        .filter(code -> FILE.matcher(code).matches())
                        .filter(code -> !code.startsWith("/") && !code.startsWith("target/"))
                        .filter(code -> ROOTS.stream().noneMatch(root -> exists(root, code))))
                .isEmpty();
    }

    private static boolean exists(String root, String file) {
        Path folder = Path.of(root).toAbsolutePath();
        return file.contains("*") ? matches(folder, file) : Files.exists(folder.resolve(file));
    }

    private static boolean matches(Path folder, String glob) {
        Path parent = folder.resolve(glob.replaceFirst("/[^/]*\\*.*", ""));
        String name = glob.replaceFirst(".*/", "").replace(".", "\\.").replace("*", ".*");
        String[] files = parent.toFile().list();
        return files != null && Stream.of(files).anyMatch(file -> file.matches(name));
    }
}
