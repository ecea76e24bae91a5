package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code .github/scripts/deployed.py} against a stand-in for GitHub. */
final class DeployedTest {
    private GitHubStandIn github;

    @BeforeEach
    void start() throws IOException {
        github = new GitHubStandIn();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void the_last_deployment_that_succeeded_counts_and_none_that_runs_or_failed() throws IOException {
        github.deployment(4, "dddd", "in_progress", "queued");
        github.deployment(3, "cccc", "failure", "in_progress");
        github.deployment(2, "bbbb", "inactive", "success", "in_progress");
        github.deployment(1, "aaaa", "success");

        assertThat(run("production")).isEqualTo("0 bbbb\n");
    }

    @Test
    void an_environment_that_was_never_deployed_to_is_told() throws IOException {
        assertThat(run("production")).isEqualTo("1 ::warning::production: none of its last 30 deployments succeeded\n");
    }

    private String run(String environment) throws IOException {
        return Script.run(github.script("deployed.py", environment));
    }
}
