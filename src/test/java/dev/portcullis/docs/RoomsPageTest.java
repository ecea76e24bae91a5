package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of rooms in ARCHITECTURE has every package and no other. */
final class RoomsPageTest {
    private static final Pattern ROOM = Pattern.compile("^\\| `([a-z]+)` \\| [^|]* \\| [^|]* \\| ([^|]*) \\|$");
    private static final Pattern PART = Pattern.compile("`([a-z.]+)`");
    private static final String ROOT = "/src/main/java/dev/portcullis/";

    @Test
    void every_package_stands_in_the_map() throws IOException {
        assertThat(mapped()).containsExactlyInAnyOrderElementsOf(packages());
    }

    private static Set<String> mapped() throws IOException {
        Set<String> mapped = new TreeSet<>();
        GeneratedBlock.of("ARCHITECTURE.md", "rooms").read().lines().forEach(line -> {
            var room = ROOM.matcher(line);
            if (room.matches()) {
                mapped.add(room.group(1));
                PART.matcher(room.group(2))
                        .results()
                        .map(part -> room.group(1) + "." + part.group(1))
                        .forEach(mapped::add);
            }
        });
        return mapped;
    }

    /** The packages of every module of the build. */
    private static Set<String> packages() throws IOException {
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> files =
                Files.find(Path.of("").toAbsolutePath(), 12, (file, facts) -> file.endsWith("package-info.java"))) {
            files.map(Path::toString)
                    .filter(file -> file.contains(ROOT) && !file.contains("/target/"))
                    .map(file -> file.replaceFirst(".*" + ROOT, "").replaceFirst("/?package-info.java$", ""))
                    .filter(name -> !name.isEmpty())
                    .map(name -> name.replace('/', '.'))
                    // A room need not be a package itself.
                    .flatMap(name -> Stream.of(name, name.replaceFirst("\\..*", "")))
                    .forEach(packages::add);
        }
        return packages;
    }
}
