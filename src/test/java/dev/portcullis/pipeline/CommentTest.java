package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .github/scripts/comment.py} against a stand-in for GitHub. */
final class CommentTest {
    private static final String MARK = "<!-- portcullis-plan -->";
    private static final String TEXT = MARK + "\nTwo resources change";
    private static final String FORK = "stranger:topic";

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
    void a_pull_request_of_a_fork_gets_one_comment() throws IOException {
        github.pullRequest(7, FORK, 42, "abc");

        assertThat(run(TEXT)).isEqualTo("0 Commented on #7\n");
        assertThat(github.writes()).containsExactly("POST /repos/example/gateway/issues/7/comments " + TEXT);
    }

    @Test
    void the_comment_of_the_last_time_is_renewed_also_behind_a_hundred_others() throws IOException {
        github.pullRequest(7, FORK, 42, "abc");
        for (int i = 0; i < 100; i++) {
            github.comment(i, "reader", "Thanks");
        }
        github.comment(900, "github-actions[bot]", MARK + "\nOne resource changes");

        assertThat(run(TEXT)).isEqualTo("0 Renewed the comment on #7\n");
        assertThat(github.writes()).containsExactly("PATCH /repos/example/gateway/issues/comments/900 " + TEXT);
    }

    @Test
    void somebody_else_s_comment_with_our_mark_is_left_alone() throws IOException {
        github.pullRequest(7, FORK, 42, "abc");
        github.comment(900, "stranger", MARK + "\nAll is well");

        assertThat(run(TEXT)).isEqualTo("0 Commented on #7\n");
    }

    @Test
    void a_run_of_a_commit_that_is_no_longer_the_head_says_nothing() throws IOException {
        github.pullRequest(7, FORK, 42, "def");

        assertThat(run(TEXT)).isEqualTo("0 No open pull request has this commit as its head: no comment\n");
        assertThat(github.writes()).isEmpty();
    }

    @Test
    void a_branch_of_the_same_name_in_another_repository_is_not_taken_for_it() throws IOException {
        github.pullRequest(7, FORK, 43, "abc");

        assertThat(run(TEXT)).startsWith("0 No open pull request");
        assertThat(github.writes()).isEmpty();
    }

    @Test
    void a_text_without_a_mark_would_be_repeated_and_is_refused() throws IOException {
        assertThat(run("Two resources change"))
                .isEqualTo("1 ::error::" + folder.resolve("comment.md")
                        + ": the first line is not a mark, such as <!-- name -->\n");
    }

    @Test
    void a_text_over_the_limit_of_github_is_refused() throws IOException {
        assertThat(run(MARK + "\n" + "x".repeat(65_536)))
                .isEqualTo("1 ::error::" + folder.resolve("comment.md")
                        + ": expected at most 65536 characters, got 65561\n");
    }

    @Test
    void a_refusal_names_the_call_and_the_status_and_not_the_token() throws IOException {
        String output = run(TEXT, "another-token");

        assertThat(output).isEqualTo("1 ::error::GET /repos/example/gateway/pulls: GitHub answered status 404\n");
    }

    private String run(String text) throws IOException {
        return run(text, GitHubStandIn.TOKEN);
    }

    /** The exit code and everything that was printed. */
    private String run(String text, String token) throws IOException {
        Path file = Files.writeString(folder.resolve("comment.md"), text);
        Path event = Files.writeString(folder.resolve("event.json"), """
                {"workflow_run": {"head_branch": "topic", "head_sha": "abc",
                 "head_repository": {"id": 42, "owner": {"login": "stranger"}}}}""");
        ProcessBuilder builder = github.script("comment.py", file.toString());
        builder.environment().putAll(Map.of("GITHUB_EVENT_PATH", event.toString(), "GITHUB_TOKEN", token));
        return Script.run(builder);
    }
}
