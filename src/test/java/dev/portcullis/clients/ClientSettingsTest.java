package dev.portcullis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ClientSettingsTest {
    private static final ClientTarget TARGET =
            new ClientTarget("https://llm.example.com", "id.access", "s3cret", "pk-key", "nova-pro", "claude-opus-5-5");
    private static final Map<String, String> BLOCKS = PrintedBlocks.of(ClientSettings.render(TARGET));

    @Test
    void every_title_is_found_once() {
        List<String> titles = ClientSettings.render(TARGET)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith(" "))
                .toList();

        assertThat(new HashSet<>(titles)).hasSameSizeAs(titles);
        assertThat(BLOCKS.keySet()).containsExactlyInAnyOrderElementsOf(titles);
        assertThat(titles)
                .anyMatch(title -> title.startsWith("Cursor"))
                .anyMatch(title -> title.startsWith("OpenAI SDK for Go"))
                .anyMatch(title -> title.startsWith("Continue"))
                .anyMatch(title -> title.startsWith("If an answer is a bare word"));
    }

    @Test
    void nothing_is_left_to_fill_in() {
        assertThat(ClientSettings.render(TARGET)).doesNotContainPattern("\\{(origin|id|secret|key|chat|claude)}");
    }

    @Test
    void claude_code_has_the_same_variables_in_its_file_as_in_the_shell() throws IOException, InterruptedException {
        JsonNode file = JsonMapper.builder()
                .build()
                .readTree(BLOCKS.get("Claude Code, or instead in ~/.claude/settings.json"))
                .path("env");
        Map<String, String> expected = new TreeMap<>();
        file.properties()
                .forEach(variable ->
                        expected.put(variable.getKey(), variable.getValue().asText()));

        assertThat(inShell("Claude Code, in the shell", expected.keySet())).isEqualTo(expected);
        assertThat(expected)
                .containsEntry("CLAUDE_CODE_MAX_OUTPUT_TOKENS", "32000")
                .containsEntry("CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY", "1")
                .containsEntry(
                        "ANTHROPIC_CUSTOM_HEADERS", "CF-Access-Client-Id: id.access\nCF-Access-Client-Secret: s3cret");
    }

    @Test
    void codex_finds_its_secrets_in_the_environment() {
        String block =
                Objects.requireNonNull(BLOCKS.get("Codex, in ~/.codex/config.toml, above every table of the file"));

        assertThat(block).doesNotContain("pk-key").doesNotContain("s3cret");
        // Keys behind a table's head would belong to that table.
        assertThat(block.indexOf("model_provider = ")).isLessThan(block.indexOf('['));
    }

    /** The variables as a shell has them after the common block and the client's own. */
    private static Map<String, String> inShell(String title, Set<String> names)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "bash", "-ec", BLOCKS.get("Shell, before everything below") + BLOCKS.get(title) + "env -0");
        builder.environment().clear();
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        Map<String, String> found = new TreeMap<>();
        for (String variable : output.split("\0", -1)) {
            String[] parts = variable.split("=", 2);
            if (names.contains(parts[0]) || parts[0].startsWith("ANTHROPIC") || parts[0].startsWith("CLAUDE")) {
                found.put(parts[0], parts[1]);
            }
        }
        return found;
    }
}
