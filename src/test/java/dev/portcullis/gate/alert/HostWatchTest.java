package dev.portcullis.gate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events that the gate sees of itself, and the page that explains all of them. */
final class HostWatchTest {
    private static final LocalDate END = LocalDate.of(2027, 6, 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"91, 0", "90, 1", "31, 1", "30, 2", "8, 2", "7, 3", "0, 3", "-1, 0"})
    void a_retirement_is_a_higher_step_the_nearer_it_is_and_none_afterwards(int before, long step) throws IOException {
        List<HostWatch.Found> found = new HostWatch(withAnEnd(), Path.of("none"))
                .look(END.minusDays(before).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC)).stream()
                        .filter(one -> one.subject().equals("claude-opus-5"))
                        .toList();

        assertThat(found)
                .isEqualTo(
                        step == 0
                                ? List.of()
                                : List.of(new HostWatch.Found(
                                        AlertEvent.MODEL_RETIRING,
                                        "retirement/claude-opus-5/" + END,
                                        step,
                                        "claude-opus-5",
                                        before)));
    }

    /** The shipped catalogue announces no end of its own. */
    private Catalogue withAnEnd() throws IOException {
        String models = Files.readString(Path.of("config/models.yaml"))
                .replace(
                        "  - name: claude-opus-5\n",
                        "  - name: claude-opus-5\n    retires: " + END + "\n    successor: claude-opus-5-5\n");
        Path file = Files.writeString(folder.resolve("models.yaml"), models);
        return Catalogue.read(file, LocalDate.of(2026, 11, 28), new Problems()).orElseThrow();
    }

    @Test
    void each_event_has_a_section_of_the_page_and_no_section_is_without_an_event() throws IOException {
        List<String> sections = Files.readAllLines(Path.of("docs/alarms.md")).stream()
                .filter(line -> line.matches("### [a-z-]+"))
                .map(line -> line.substring(4))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(
                        Arrays.stream(AlertEvent.values()).map(AlertEvent::word).toList());
    }
}
