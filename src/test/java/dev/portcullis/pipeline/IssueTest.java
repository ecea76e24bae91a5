package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .github/scripts/issue.py} against a stand-in for GitHub. */
final class IssueTest {
    private static final String US = "github-actions[bot]";
    private static final String MARK = "<!-- portcullis-weekly -->";
    private static final String TEXT = MARK + "\n\n## Releases\n\n- [ ] `litellm` 1.2.3 → 1.2.4\n";

    @TempDir
    private Path folder;

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
    void the_first_findings_open_an_issue() throws IOException {
        assertThat(run(TEXT)).isEqualTo("0 Opened #12\n");
        assertThat(github.writes()).containsExactly("POST /repos/example/gateway/issues " + TEXT);
    }

    @Test
    void other_findings_renew_the_open_issue_also_behind_a_hundred_others() throws IOException {
        for (int i = 0; i < 100; i++) {
            github.issue(100 + i, "reader", "It does not work");
        }
        github.issue(7, US, MARK + "\n\n## Releases\n\n- [ ] `litellm` 1.2.2 → 1.2.3\n");

        assertThat(run(TEXT)).isEqualTo("0 Renewed #7\n");
        assertThat(github.writes()).containsExactly("PATCH /repos/example/gateway/issues/7 " + TEXT);
    }

    @Test
    void the_same_findings_leave_the_boxes_that_a_person_ticked() throws IOException {
        github.issue(7, US, TEXT.replace("- [ ]", "- [x]").replace("\n", "\r\n"));

        assertThat(run(TEXT)).isEqualTo("0 #7 says it already\n");
        assertThat(github.writes()).isEmpty();
    }

    @Test
    void a_week_without_findings_closes_the_issue() throws IOException {
        github.issue(7, US, TEXT);

        assertThat(run(MARK + "\n")).isEqualTo("0 Nothing was found: closed #7\n");
        assertThat(github.writes())
                .containsExactly("PATCH /repos/example/gateway/issues/7 closed " + MARK + "\nNothing is left to do.\n");
    }

    @Test
    void a_week_without_findings_and_without_an_issue_writes_nothing() throws IOException {
        assertThat(run(MARK + "\n")).isEqualTo("0 Nothing was found, and no issue is open\n");
        assertThat(github.writes()).isEmpty();
    }

    @Test
    void another_user_s_issue_with_our_mark_and_a_pull_request_are_left_alone() throws IOException {
        github.issue(6, "stranger", TEXT);
        github.issue(7, US, TEXT);
        github.isPullRequest(7);

        assertThat(run(TEXT)).isEqualTo("0 Opened #12\n");
    }

    @Test
    void a_text_without_a_mark_would_open_an_issue_every_week_and_is_refused() throws IOException {
        assertThat(run("Findings"))
                .isEqualTo("1 ::error::" + folder.resolve("findings.md")
                        + ": the first line is not a mark, such as <!-- name -->\n");
    }

    private String run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("findings.md"), text);
        return Script.run(github.script("issue.py", file.toString()));
    }
}
