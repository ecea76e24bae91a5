package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.answer.ModelAccess;
import dev.portcullis.gate.answer.ServiceRefusal;
import dev.portcullis.gate.telemetry.RefusalLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/troubleshooting.md} has every refusal of the gate with its status, and no other. */
final class RefusalCodesTest {
    private static final Path GATE = Path.of("src/main/java/dev/portcullis/gate");
    /** A refusal names its status, then its code; either may depend on a condition. */
    private static final Pattern REFUSAL = Pattern.compile(
            "\\b([4-5]\\d\\d)(?: : (\\d{3}))?,\\s*(?:[\\w.()]+ \\? )?\"([a-z]+(?:_[a-z]+)*)\"(?: : \"([a-z_]+)\")?");

    @Test
    void every_refusal_of_the_gate_is_explained() throws IOException {
        assertThat(explained()).isEqualTo(made());
    }

    @Test
    void every_refusal_belongs_to_one_lock() throws IOException {
        assertThat(explained().stream().map(line -> line.replaceFirst(".* ", "")))
                .containsExactlyInAnyOrderElementsOf(RefusalLock.allCodes());
    }

    private static Set<String> explained() throws IOException {
        return GeneratedBlock.of("docs/troubleshooting.md", "codes")
                .read()
                .lines()
                .filter(line -> line.contains("`"))
                .map(line -> line.replaceFirst("^\\| ([^|]*) \\| `([a-z_]+)` \\|.*", "$1 $2"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> made() throws IOException {
        Set<String> refusals = new TreeSet<>();
        try (Stream<Path> files = Files.walk(GATE)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    // The administrators' API describes itself.
                    .filter(file -> !file.startsWith(GATE.resolve("admin")))
                    .flatMap(file -> REFUSAL.matcher(text(file)).results())
                    .flatMap(RefusalCodesTest::refusals)
                    .forEach(refusals::add);
        }
        Stream.of(ModelAccess.values()).map(lack -> "403 " + lack.code()).forEach(refusals::add);
        refusals.add("400 " + ServiceRefusal.FULL);
        refusals.add("400, 404, 413, 422 upstream_refused");
        return refusals;
    }

    /** Two where a condition chooses. */
    private static Stream<String> refusals(MatchResult found) {
        String otherStatus = found.group(2) == null ? found.group(1) : found.group(2);
        Stream<String> first = Stream.of(found.group(1) + " " + found.group(3));
        return found.group(4) == null ? first : Stream.concat(first, Stream.of(otherStatus + " " + found.group(4)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
