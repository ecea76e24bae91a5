package dev.portcullis.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.release.newer.GitHubSite;
import dev.portcullis.release.newer.ReleasesStandIn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command with the project's own pins, and a maker's site on loopback. */
final class UpgradeCommandTest {
    private static final String RELEASE =
            "[{\"tag_name\":\"%s\",\"draft\":false,\"prerelease\":false,\"published_at\":\"%s\",\"assets\":[]}]";

    private final ReleasesStandIn site = new ReleasesStandIn();
    private final StringWriter out = new StringWriter();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void check_tells_what_may_be_taken_and_what_is_too_young() {
        site.releases("BerriAI/litellm", RELEASE.formatted("v1.999.0-stable", "2026-12-01T00:00:00Z"));
        site.releases("cloudflare/cloudflared", RELEASE.formatted("2099.1.0", "2026-12-09T00:00:00Z"));

        assertThat(run("--check")).isEqualTo(3);
        assertThat(out.toString().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "PROGRAM | PINNED | NEWEST | PROPOSED",
                        "cloudflared | 2026.10.0 | 2099.1.0 of 2026-12-09 | none is seven days old",
                        "litellm | 1.108.7 | 1.999.0 of 2026-12-01 | 1.999.0");
    }

    @Test
    void nothing_newer_ends_with_exit_code_0_and_json_says_null() {
        site.releases("BerriAI/litellm", "[]");
        site.releases("cloudflare/cloudflared", "[]");

        assertThat(run("--json")).isZero();
        JsonObject first = JsonParser.parseString(out.toString())
                .getAsJsonObject()
                .getAsJsonArray("programs")
                .get(0)
                .getAsJsonObject();
        assertThat(first.get("pinned").getAsString()).isEqualTo("2026.10.0");
        assertThat(first.get("newest").isJsonNull()).isTrue();
    }

    @Test
    void without_the_network_it_ends_with_exit_code_1() {
        site.close();

        assertThat(run("--check")).isEqualTo(1);
    }

    private int run(String... words) {
        Clock clock = Clock.fixed(Instant.parse("2026-12-10T12:00:00Z"), ZoneOffset.UTC);
        return new CommandLine(new UpgradeCommand(Path.of("").toAbsolutePath(), new GitHubSite(site.url()), clock))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(words);
    }
}
