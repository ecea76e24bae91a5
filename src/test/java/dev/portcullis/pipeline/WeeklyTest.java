package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workflow of every week, with its script as it stands in the file. */
final class WeeklyTest {
    private static final Workflow WEEKLY = Workflow.read(Path.of(".github/workflows/weekly.yml"));

    @TempDir
    private Path folder;

    @Test
    void the_findings_wait_for_no_reviewer_and_hold_no_cloud_role() {
        assertThat(WEEKLY.jobs().get("watch")).doesNotContainKeys("environment", "needs", "if");
        assertThat(String.valueOf(WEEKLY.jobs().get("watch").get("permissions")))
                .isEqualTo("{contents=read, issues=write}");
    }

    @Test
    void drift_fails_the_job_and_may_write_nothing() {
        assertThat(String.valueOf(WEEKLY.jobs().get("drift").get("permissions")))
                .isEqualTo("{contents=read, id-token=write}");
        assertThat(Workflow.steps(WEEKLY.jobs().get("drift")))
                .last()
                .extracting(step -> step.get("with"))
                .asString()
                .contains("command=preview", "expect-no-changes=true", "suppress-outputs=true");
    }

    @ParameterizedTest(name = "upgrade --check ends with {0}, the step with {1}")
    @CsvSource({"0, 0", "3, 0", "1, 1", "2, 1"})
    void a_newer_release_is_a_finding_and_a_site_that_is_away_is_a_failure(int upgrade, int step) throws IOException {
        Files.createFile(
                folder.resolve("portcullis"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(folder.resolve("portcullis"), "#!/bin/sh\nprintf '{}'\nexit " + upgrade + "\n");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", WEEKLY.script("Compare the pins"));

        assertThat(Script.run(builder.directory(folder.toFile()))).isEqualTo(step + " ");
        assertThat(folder.resolve("releases.json")).hasContent("{}");
    }

    @Test
    void the_steps_hand_their_files_on_to_each_other() {
        List<String> scripts = WEEKLY.steps()
                .filter(step -> step.containsKey("run"))
                .map(step -> String.valueOf(step.get("run")))
                .toList();

        assertThat(scripts.get(0)).contains("> releases.json");
        assertThat(scripts.get(1)).contains("--stack \"$PULUMI_STACK\"", "> models.json");
        assertThat(scripts.get(2)).contains("findings.py releases.json models.json config/models.yaml > findings.md");
        assertThat(scripts.get(3)).endsWith("issue.py findings.md");
    }
}
