package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A resource's URN is its identity: a changed one is a deleted and a new resource to everyone who has the stack. After
 * a deliberate change, with an alias, correct the list by hand.
 */
final class PinnedNamesTest {
    private static final Path PINNED = Path.of("src/test/resources/urns/dev.txt");

    @Test
    void the_urns_of_the_example_stack_are_the_pinned_ones() throws IOException {
        List<String> urns = ExampleStack.declared().resources().stream()
                .map(RecordedResource::urn)
                .toList();

        assertThat(urns).isEqualTo(Files.readAllLines(PINNED));
    }

    @Test
    void two_runs_declare_exactly_the_same() {
        assertThat(ExampleStack.record(Map.of())).isEqualTo(ExampleStack.declared());
    }
}
