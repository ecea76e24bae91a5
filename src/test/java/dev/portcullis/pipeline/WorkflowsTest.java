package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workflow keeps these rules, which actionlint and zizmor do not look for. */
final class WorkflowsTest {
    private static final Pattern PINNED = Pattern.compile(
            "uses: ([\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+|\\./\\.github/workflows/[\\w-]+\\.yml( # zizmor: .*)?)");

    static List<Workflow> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
            return files.sorted().map(Workflow::read).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void nothing_is_permitted_that_a_job_does_not_ask_for(Workflow workflow) {
        assertThat(workflow.content()).containsEntry("permissions", Map.of());
        assertThat(workflow.jobs().values()).allSatisfy(job -> assertThat(job).containsKey("permissions"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_permission_has_its_reason_beside_it(Workflow workflow) {
        assertThat(workflow.text().lines().filter(line -> line.matches("      [a-z-]+: (read|write)\\b.*")))
                .allMatch(line -> line.matches(".*(read|write) # \\w.{5,}"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_action_is_pinned_by_commit_with_its_version_beside_it(Workflow workflow) {
        assertThat(workflow.text().lines().map(String::strip).filter(line -> line.matches("(- )?uses:.*")))
                .allMatch(line -> PINNED.matcher(line.replaceFirst("^- ", "")).matches());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void no_expression_is_put_into_a_script(Workflow workflow) {
        assertThat(workflow.steps().map(step -> String.valueOf(step.get("run"))))
                .noneMatch(script -> script.contains("${{"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_job_watches_its_network_first(Workflow workflow) {
        assertThat(workflow.jobs().entrySet())
                .filteredOn(job -> !Workflow.steps(job.getValue()).isEmpty()
                        && !job.getKey().equals("all-green"))
                .allSatisfy(job -> assertThat(String.valueOf(
                                Workflow.steps(job.getValue()).get(0).get("uses")))
                        .startsWith("step-security/harden-runner@"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void no_checkout_leaves_a_token_behind(Workflow workflow) {
        assertThat(workflow.steps()
                        .filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
                        .map(step -> String.valueOf(step.get("with"))))
                .allMatch(with -> with.contains("persist-credentials=false"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_cloud_role_is_behind_a_protected_environment_and_no_key_of_a_cloud_is_stored(Workflow workflow) {
        assertThat(workflow.text()).doesNotContainIgnoringCase("aws-access-key-id", "AWS_SECRET_ACCESS_KEY");
        assertThat(workflow.jobs().values())
                .filteredOn(job -> String.valueOf(job.get("permissions")).contains("id-token"))
                .allSatisfy(job -> assertThat(job).containsKey("environment"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void no_workflow_runs_a_fork_beside_a_token_that_may_write(Workflow workflow) {
        assertThat(workflow.text()).doesNotContain("pull_request_target");
        if (workflow.triggers().contains("workflow_run")) {
            assertThat(workflow.text()).doesNotContain("ref:", "pull_request.head", "secrets.");
        }
    }

    @Test
    void no_run_that_another_workflow_follows_waits_for_a_reviewer() throws IOException {
        assertThat(followed())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Workflow.read(Path.of(".github/workflows/" + name + ".yml"))
                                .jobs()
                                .values())
                        .noneMatch(job -> job.containsKey("environment")));
    }

    @Test
    void ci_runs_the_scripts_that_a_person_runs_and_nothing_else() {
        Workflow ci = Workflow.read(Path.of(".github/workflows/ci.yml"));

        assertThat(ci.jobs().entrySet().stream()
                        .filter(job -> !job.getKey().equals("all-green"))
                        .flatMap(job -> Workflow.steps(job.getValue()).stream())
                        .filter(step -> step.containsKey("run"))
                        .map(step -> String.valueOf(step.get("run"))))
                .containsExactly(".ci/run", ".ci/clients");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_step_that_runs_a_script_has_the_name_that_the_script_gives_itself(Workflow workflow) {
        assertThat(workflow.steps()
                        .filter(step -> String.valueOf(step.get("run")).matches("\\.ci/\\w+")))
                .allSatisfy(step -> {
                    String script = Files.readString(Path.of(String.valueOf(step.get("run"))));
                    String promise = script.lines().skip(1).findFirst().orElseThrow();
                    assertThat(promise).startsWith("# " + step.get("name") + ". ");
                });
    }

    @Test
    void what_a_deployment_takes_is_kept_as_long_as_it_may_wait_for_its_reviewer() {
        Workflow ci = Workflow.read(Path.of(".github/workflows/ci.yml"));

        // GitHub ends a job that has waited 30 days.
        assertThat(ci.steps()
                        .filter(step -> String.valueOf(step.get("name")).startsWith("Keep the jars"))
                        .map(step -> String.valueOf(step.get("with"))))
                .singleElement()
                .asString()
                .contains("retention-days=30");
    }

    @Test
    void a_deployment_asks_for_a_launch_before_it_ends_anything() {
        List<String> steps = Workflow.read(Path.of(".github/workflows/deploy.yml"))
                .steps()
                .map(step -> String.valueOf(step.get("name")))
                .toList();

        assertThat(steps.indexOf("Ask EC2 whether a host could be launched, before anything is ended"))
                .isBetween(steps.indexOf("Become the role deploy") + 1, steps.indexOf("Deploy") - 1);
    }

    private static List<String> followed() throws IOException {
        return workflows().stream()
                .filter(workflow -> workflow.triggers().contains("workflow_run"))
                .flatMap(workflow -> workflow.text().lines())
                .filter(line -> line.startsWith("    workflows: ["))
                .flatMap(line -> Stream.of(line.replaceAll(".*\\[|\\].*", "").split(", ")))
                .toList();
    }

    @Test
    void all_green_needs_every_other_job_of_ci() {
        Workflow ci = Workflow.read(Path.of(".github/workflows/ci.yml"));
        List<?> needed = (List<?>) ci.jobs().get("all-green").get("needs");

        assertThat(ci.jobs().keySet().stream().filter(name -> !name.equals("all-green")))
                .containsExactlyInAnyOrderElementsOf(
                        needed.stream().map(String::valueOf).toList());
        assertThat(ci.text())
                .contains("test \"$RESULTS\" = '"
                        + "success ".repeat(needed.size()).strip() + "'");
    }

    @Test
    void the_table_of_the_page_says_what_each_workflow_may_do() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (Workflow workflow : workflows()) {
            rows.put(workflow.name(), workflow.row());
        }

        assertThat(Files.readString(Path.of("docs/ci.md"))).contains(String.join("\n", rows.values()) + "\n");
    }
}
