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
    private static final Path PINNED = Path.of("src/test/resources/urns");

    @Test
    void the_urns_of_the_example_stack_are_the_pinned_ones() throws IOException {
        assertThat(urns(ExampleStack.declared())).isEqualTo(Files.readAllLines(PINNED.resolve("dev.txt")));
    }

    @Test
    void the_urns_of_the_example_of_an_identity_stack_are_the_pinned_ones() throws IOException {
        assertThat(urns(ExampleStack.identity(Map.of()))).isEqualTo(Files.readAllLines(PINNED.resolve("identity.txt")));
    }

    private static List<String> urns(Declared declared) {
        return declared.resources().stream().map(RecordedResource::urn).toList();
    }

    @Test
    void two_runs_declare_exactly_the_same() {
        assertThat(ExampleStack.record(Map.of())).isEqualTo(ExampleStack.declared());
    }
}
