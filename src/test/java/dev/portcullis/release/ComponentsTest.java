package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComponentsTest {
    @TempDir
    private Path folder;

    @Test
    void an_unknown_checksum_is_a_warning() throws IOException {
        Problems problems = new Problems();
        Components components = read(real().replaceAll("sha256: [0-9a-f]{64}", "sha256: unknown"), problems)
                .orElseThrow();

        assertThat(problems.all()).isEmpty();
        assertThat(components.warnings())
                .containsExactly(
                        "config/components.yaml has no checksum of cloudflared 2026.10.0 for arm64: the host refuses to"
                                + " install it, so nobody can reach the gateway",
                        "config/components.yaml has no checksum of the SSM agent 3.3.4851.0 for arm64: the host runs"
                                + " without it, so there is no shell on it");
    }

    @Test
    void half_a_checksum_a_plain_address_and_another_word_are_mistakes() throws IOException {
        Problems problems = new Problems();
        String text = real().replaceFirst("sha256: [0-9a-f]{64}", "sha256: e6422b9d")
                .replaceFirst("https://s3", "http://s3")
                .replaceFirst("version: 2026.10.0", "version: latest");

        assertThat(read(text, problems)).isEmpty();
        assertThat(problems.all().stream().map(Problem::expected))
                .containsExactly(
                        "a version such as 2026.10.0",
                        "a SHA-256 of 64 hex digits, or the word unknown",
                        "an https address");
    }

    private Optional<Components> read(String text, Problems problems) throws IOException {
        return Components.read(Files.writeString(folder.resolve("components.yaml"), text), problems);
    }

    private static String real() throws IOException {
        return Files.readString(Path.of("config/components.yaml"));
    }
}
