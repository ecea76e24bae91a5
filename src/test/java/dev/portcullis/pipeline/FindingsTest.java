package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .github/scripts/findings.py} against a stand-in for GitHub. */
final class FindingsTest {
    private static final String THEN = "2026-11-21T23:59:59Z";
    private static final String NOTHING_NEWER = "{\"programs\":[{\"program\":\"litellm\",\"pinned\":\"1.2.3\","
            + "\"newest\":{\"version\":\"1.2.4\",\"publishedAt\":\"2026-11-27T08:00:00Z\"},\"proposed\":null}]}";
    private static final String NO_END = "{\"models\":[{\"name\":\"nova-pro\"}]}";
    private static final String PRICED =
            "{\"eu.amazon.nova-pro-v1:0\":{\"input_cost_per_token\":1.05e-06,\"output_cost_per_token\":4.2e-06}}";

    @TempDir
    private Path folder;

    private GitHubStandIn github;

    @BeforeEach
    void start() throws IOException {
        github = new GitHubStandIn();
        github.table(THEN, PRICED);
        github.table("", PRICED);
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void a_quiet_week_has_no_finding_and_a_release_that_is_too_young_is_none() throws IOException {
        assertThat(run(NOTHING_NEWER, NO_END)).isEqualTo("0 <!-- portcullis-weekly -->\n");
    }

    @Test
    void a_release_that_has_its_age_is_a_finding() throws IOException {
        String newer =
                NOTHING_NEWER.replace("null", "{\"version\":\"1.2.4\",\"publishedAt\":\"2026-11-20T08:00:00Z\"}");

        assertThat(run(newer, NO_END))
                .isEqualTo("0 <!-- portcullis-weekly -->\n\n## Releases that may be taken\n\n"
                        + "- [ ] `litellm` 1.2.3 → 1.2.4, published on 2026-11-20: run `./portcullis upgrade --yes`, read its"
                        + " notes, and open a pull request\n");
    }

    @Test
    void a_model_that_ends_within_90_days_is_a_finding_and_a_later_end_is_not() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String models = "{\"models\":[{\"name\":\"near\",\"retires\":\"%s\",\"successor\":\"next\"},"
                + "{\"name\":\"far\",\"retires\":\"%s\",\"successor\":\"next\"}]}";

        assertThat(run(NOTHING_NEWER, models.formatted(today.plusDays(80), today.plusDays(100))))
                .isEqualTo(
                        "0 <!-- portcullis-weekly -->\n\n## Models that end within 90 days\n\n- [ ] `near` retires on "
                                + today.plusDays(80) + ": tell its callers to move to `next`\n");
    }

    @Test
    void a_price_that_changed_since_the_catalogue_was_looked_up_is_a_finding() throws IOException {
        github.table("", PRICED.replace("1.05e-06", "9.2e-07"));

        assertThat(run(NOTHING_NEWER, NO_END))
                .isEqualTo("0 <!-- portcullis-weekly -->\n\n## Changed in LiteLLM's table since 2026-11-21\n\n"
                        + "- [ ] `eu.amazon.nova-pro-v1:0`: `input_cost_per_token` 1.05 → 0.92: look it up at AWS, and renew"
                        + " `config/models.yaml` and its date\n");
    }

    @Test
    void an_end_that_was_announced_since_then_is_a_finding() throws IOException {
        github.table("", PRICED.replace("}}", ",\"deprecation_date\":\"2027-03-01\"}}"));

        assertThat(run(NOTHING_NEWER, NO_END))
                .endsWith(
                        "- [ ] `eu.amazon.nova-pro-v1:0` ends on 2027-03-01, says the table: look it up at AWS, and name"
                                + " its `retires`\n");
    }

    @Test
    void a_model_that_is_gone_from_the_table_is_a_finding() throws IOException {
        github.table("", "{}");

        assertThat(run(NOTHING_NEWER, NO_END)).contains("`eu.amazon.nova-pro-v1:0` is gone from the table");
    }

    @Test
    void a_model_that_bedrock_no_longer_serves_is_no_finding_once_more() throws IOException {
        github.table(
                THEN, PRICED.replace("{\"eu.", "{\"amazon.nova-canvas-v1:0\":{\"output_cost_per_image\":0.06},\"eu."));

        assertThat(run(NOTHING_NEWER, NO_END)).isEqualTo("0 <!-- portcullis-weekly -->\n");
    }

    @Test
    void a_table_that_cannot_be_had_fails_and_is_no_quiet_week() throws IOException {
        github.close();
        github = new GitHubStandIn();

        assertThat(run(NOTHING_NEWER, NO_END))
                .startsWith("1 ::error::model_prices_and_context_window.json: no commit of LiteLLM's");
    }

    private String run(String releases, String models) throws IOException {
        Path catalogue = Files.writeString(
                folder.resolve("models.yaml"),
                Files.readString(Path.of("config/models.yaml"))
                        .replaceFirst("# Looked up on [0-9-]+\\.", "# Looked up on 2026-11-21."));
        return Script.run(github.script(
                "findings.py",
                Files.writeString(folder.resolve("releases.json"), releases).toString(),
                Files.writeString(folder.resolve("models.json"), models).toString(),
                catalogue.toString()));
    }
}
