package dev.portcullis.release.newer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pins of a copy of the project's files, and a maker's site on loopback. */
final class PinsTest {
    private static final Instant NOW = Instant.parse("2026-12-10T12:00:00Z");

    @TempDir
    private Path project;

    private ReleasesStandIn site = new ReleasesStandIn();

    @BeforeEach
    void copy_the_pins() throws IOException {
        Files.createDirectory(project.resolve("config"));
        for (String name : List.of("components.yaml", "litellm.in", "litellm.lock")) {
            Files.copy(Path.of("config", name), project.resolve("config").resolve(name));
        }
        site.file("/arm", "the program for arm64");
        site.file("/amd", "the program for amd64");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-03T12:00:00Z, 2026.11.1",
        "2026-12-03T12:00:01Z, none",
        "2026-12-09T12:00:00Z, none",
    })
    void a_release_is_proposed_from_its_seventh_day_on(String at, String proposed) {
        site.releases("cloudflare/cloudflared", "[" + cloudflared("2026.11.1", at, "") + "]");

        NewerRelease proposal = pin().proposal(NOW);

        assertThat(proposal.newest().map(Published::version)).contains("2026.11.1");
        assertThat(proposal.proposed().map(Published::version).orElse("none")).isEqualTo(proposed);
    }

    @Test
    void versions_count_by_number_and_drafts_previews_and_older_ones_never() {
        String old = "2026-12-01T00:00:00Z";
        site.releases(
                "BerriAI/litellm",
                "["
                        + String.join(
                                ",",
                                release("v1.108.10-stable", old, "false"),
                                release("v1.108.9", old, "false"),
                                release("v1.109.0.rc.1", old, "false"),
                                release("v1.110.0", old, "true"),
                                release("v1.107.0", old, "false"))
                        + "]");

        NewerRelease proposal = new LiteLlmPin(project, new GitHubSite(site.url())).proposal(NOW);

        assertThat(proposal.installed()).isEqualTo("1.108.7");
        assertThat(proposal.proposed().map(Published::version)).contains("1.108.10");
        assertThat(proposal.newest()).isEqualTo(proposal.proposed());
    }

    @Test
    void cloudflareds_pin_moves_with_both_checksums_and_every_comment_stays() throws IOException {
        String before = components();
        site.releases("cloudflare/cloudflared", "[" + cloudflared("2026.11.1", "2026-12-01T00:00:00Z", "") + "]");
        // The pin file takes https addresses alone, as the real site has.
        List<Published> published = new GitHubSite(site.url()).published("cloudflare/cloudflared");
        CloudflaredPin pin = new CloudflaredPin(project.resolve("config/components.yaml"), secured(published));

        pin.move(pin.proposal(NOW).proposed().orElseThrow(), line -> {});

        assertThat(components())
                .isEqualTo(before.replace("  version: 2026.10.0", "  version: 2026.11.1")
                        .replace(
                                "https://github.com/cloudflare/cloudflared/releases/download/2026.10.0/cloudflared-linux-arm64",
                                "https://files.example/arm")
                        .replace(
                                "https://github.com/cloudflare/cloudflared/releases/download/2026.10.0/cloudflared-linux-amd64",
                                "https://files.example/amd")
                        .replace(
                                "e6422b9d4f72d3194bc5a38676f13667c06666523217b842a877d72a80b5ac08",
                                sum("the program for arm64"))
                        .replace(
                                "d33ff2d14475178d2012c2c56beba87389ac5ded27649519f198a7d3134a99db",
                                sum("the program for amd64")));
    }

    @Test
    void a_file_that_is_not_what_the_site_says_is_refused_and_the_pin_stays() throws IOException {
        String before = components();
        site.releases(
                "cloudflare/cloudflared", "[" + cloudflared("2026.11.1", "2026-12-01T00:00:00Z", "0".repeat(64)) + "]");
        Published release = pin().proposal(NOW).proposed().orElseThrow();

        assertThatThrownBy(() -> pin().move(release, line -> {}))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Do not use this file");
        assertThat(components()).isEqualTo(before);
    }

    @Test
    void no_answer_and_another_answer_are_told() {
        assertThatThrownBy(() -> pin().proposal(NOW))
                .isInstanceOf(SiteAway.class)
                .hasMessageContaining("got status 404\n  Check the network and try again; the pins are as they were");
        site.releases("cloudflare/cloudflared", "{\"message\":\"rate limit\"}");
        assertThatThrownBy(() -> pin().proposal(NOW))
                .isInstanceOf(SiteAway.class)
                .hasMessageContaining("another document");
        site.close();
        assertThatThrownBy(() -> pin().proposal(NOW)).isInstanceOf(SiteAway.class);
    }

    @Test
    void litellms_version_and_date_move_with_the_lock_and_both_stay_when_the_lock_fails() throws IOException {
        Published release = new Published("1.109.2", Instant.parse("2026-12-01T00:00:00Z"), List.of());
        LiteLlmPin pin = new LiteLlmPin(project, new GitHubSite(site.url()));
        String before = text("litellm.in");
        String lock = text("litellm.lock");

        assertThat(pin.move(release, NOW, arguments -> 1)).isFalse();
        assertThat(text("litellm.in")).isEqualTo(before);
        assertThat(text("litellm.lock")).isEqualTo(lock);

        AtomicReference<List<String>> asked = new AtomicReference<>(List.of());
        assertThat(pin.move(release, NOW, arguments -> {
                    asked.set(arguments);
                    return replace("litellm.lock", lock.replace("litellm==1.108.7", "litellm==1.109.2"));
                }))
                .isTrue();
        assertThat(text("litellm.in"))
                .isEqualTo(before.replace("1.108.7", "1.109.2").replace("newer 2026-11-14", "newer 2026-12-03"));
        assertThat(asked.get()).contains("2026-12-03");
    }

    @Test
    void the_lock_is_made_by_the_command_that_the_file_shows() throws IOException {
        String shown = text("litellm.in")
                .lines()
                .skip(2)
                .limit(3)
                .map(line -> line.replaceFirst("^# *", "").replaceFirst(" *\\\\$", ""))
                .reduce("", (all, line) -> (all + " " + line).strip());

        assertThat("uv "
                        + String.join(" ", LiteLlmPin.arguments(LocalDate.parse("2026-11-14")))
                                .replace("see config/litellm.in", "\"see config/litellm.in\""))
                .isEqualTo(shown);
    }

    private CloudflaredPin pin() {
        return new CloudflaredPin(project.resolve("config/components.yaml"), new GitHubSite(site.url()));
    }

    private ReleaseSite secured(List<Published> published) {
        GitHubSite real = new GitHubSite(site.url());
        return new ReleaseSite() {
            @Override
            public List<Published> published(String repository) {
                return published.stream()
                        .map(one -> new Published(
                                one.version(),
                                one.at(),
                                one.assets().stream()
                                        .map(asset -> new Published.Asset(
                                                asset.name(),
                                                URI.create("https://files.example"
                                                        + asset.address().getPath()),
                                                asset.sha256()))
                                        .toList()))
                        .toList();
            }

            @Override
            public String sha256(URI file) {
                return real.sha256(site.url().resolve(file.getPath()));
            }
        };
    }

    private String cloudflared(String version, String at, String sum) {
        return "{\"tag_name\":\"%s\",\"draft\":false,\"prerelease\":false,\"published_at\":\"%s\",\"assets\":[%s,%s]}"
                .formatted(version, at, asset("arm", sum), asset("amd", sum));
    }

    private String asset(String name, String sum) {
        return "{\"name\":\"cloudflared-linux-%s64\",\"browser_download_url\":\"%s/%s\",\"digest\":\"sha256:%s\"}"
                .formatted(name, site.url(), name, sum.isEmpty() ? sum("the program for " + name + "64") : sum);
    }

    private static String release(String tag, String at, String isPreview) {
        return "{\"tag_name\":\"%s\",\"draft\":false,\"prerelease\":%s,\"published_at\":\"%s\",\"assets\":[]}"
                .formatted(tag, isPreview, at);
    }

    private static String sum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String components() throws IOException {
        return text("components.yaml");
    }

    private String text(String name) throws IOException {
        return Files.readString(project.resolve("config").resolve(name));
    }

    private int replace(String name, String text) {
        try {
            Files.writeString(project.resolve("config").resolve(name), text);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
