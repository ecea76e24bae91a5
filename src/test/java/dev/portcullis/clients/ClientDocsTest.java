package dev.portcullis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.docs.GeneratedBlock;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated blocks of {@code docs/clients.md}; the verdicts themselves are compared by {@code .ci/clients}. */
final class ClientDocsTest {
    @Test
    void every_client_stands_in_the_matrix_in_the_version_that_is_locked() throws IOException {
        List<String> rows = new GeneratedBlock(ClientMatrix.DOCS, ClientMatrix.SECTION)
                .read()
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| client |"))
                .toList();

        assertThat(rows)
                .extracting(row -> Arrays.asList(row.split(" \\| ", -1)).subList(0, 2))
                .containsExactlyElementsOf(Arrays.stream(TestedClient.values())
                        .map(client -> List.of("| " + client.title(), client.version()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "codex"})
    void every_field_and_header_of_an_agent_is_told_with_what_becomes_of_it(String agent) throws Exception {
        assertThat(new GeneratedBlock(ClientMatrix.DOCS, agent).read())
                .isEqualTo(ClientFields.of(agent).table());
    }

    @Test
    void the_layers_are_explained_as_they_are_printed() throws IOException {
        assertThat(new GeneratedBlock(ClientMatrix.DOCS, "layers").read())
                .isEqualTo("```\n" + ClientSettings.LAYERS.template() + "```\n");
    }
}
