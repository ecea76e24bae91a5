package dev.portcullis.gate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.settings.value.WebhookAddress;
import dev.portcullis.settings.value.WebhookKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhooksReaderTest {
    private static final String ADDRESS = "https://hooks.example.com/secretpath?sig=1";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void a_signed_webhook_has_its_address_and_its_secret_from_the_credential() throws IOException {
        assertThat(read("generic", "{\"url\":\"" + ADDRESS + "\",\"secret\":\"" + SECRET + "\"}"))
                .containsExactly(
                        new Webhook("ops", WebhookKind.GENERIC, WebhookAddress.of(ADDRESS), Optional.of(SECRET)));
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "generic;{\"url\":\"https://hooks.example.com/secretpath\"}",
                "generic;{\"url\":\"https://hooks.example.com/secretpath\",\"secret\":\"short\"}",
                "slack;{\"url\":\"https://hooks.slack.com/services/secretpath\",\"secret\":\"0123456789abcdef0123456789abcdef\"}",
                "slack;{\"url\":\"https://hooks.example.com/secretpath\"}",
                "slack;{\"url\":\"http://hooks.slack.com/services/secretpath\"}",
                "slack;{\"url\":\"https://169.254.169.254/secretpath\"}",
                "slack;{}",
                "slack;secretpath"
            })
    void a_credential_that_cannot_be_used_is_a_problem_that_shows_nothing_of_it(String kind, String credential)
            throws IOException {
        assertThat(read(kind, credential)).isEmpty();
        assertThat(problems.all()).hasSize(1);
        Problem problem = problems.all().get(0);
        assertThat(problem.toString()).contains("webhooks_ops").doesNotContain("secretpath", SECRET);
    }

    private List<Webhook> read(String kind, String credential) throws IOException {
        Files.writeString(
                folder.resolve("webhooks_ops"),
                Base64.getUrlEncoder().withoutPadding().encodeToString(credential.getBytes(StandardCharsets.UTF_8)));
        Path file = Files.writeString(
                folder.resolve("gate.yaml"), "webhooks: [{name: ops, kind: " + kind + ", secretFile: webhooks_ops}]\n");
        return new WebhooksReader(YamlFile.read(file, problems).orElseThrow(), folder, problems).read();
    }
}
