package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .github/scripts/rollback} in a repository of two commits, with a command line that says what it was asked. */
final class RollbackScriptTest {
    /** Each commit's plan is its own name; the decision is the real command's, and tested there. */
    private static final String COMMAND_LINE = """
            #!/usr/bin/env bash
            if [ "$1" = plan ]; then
              cat "$(dirname "$0")/name"
              exit "$(cat "$(dirname "$0")/plan-exit")"
            fi
            while [ $# -gt 0 ]; do
              case $1 in --base | --head) printf '%s %s ' "$1" "$(cat "$2")"; shift ;; *) printf '%s ' "$1" ;; esac
              shift
            done
            exit 3
            """;

    @TempDir
    private Path folder;

    private String before = "";

    @BeforeEach
    void commits() throws IOException {
        Path scripts = Files.createDirectories(folder.resolve(".github/scripts"));
        Files.copy(Path.of(".github/scripts/rollback"), scripts.resolve("rollback"));
        Files.writeString(folder.resolve("portcullis"), COMMAND_LINE);
        assertThat(scripts.resolve("rollback").toFile().setExecutable(true)).isTrue();
        assertThat(folder.resolve("portcullis").toFile().setExecutable(true)).isTrue();
        git("init", "--quiet");
        commit("old", 0);
        before = git("rev-parse", "HEAD").strip();
        commit("new", 0);
    }

    @Test
    void it_compares_the_plans_of_both_commits_and_passes_the_decision_on() throws IOException {
        assertThat(run("prod", "12", before)).isEqualTo("3 rollback --stack prod --to 12 --base old --head new --yes ");
    }

    @Test
    void the_commit_before_is_put_away_again() throws IOException {
        run("prod", "12", before);

        assertThat(git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void a_plan_with_a_broken_promise_is_a_plan() throws IOException {
        commit("broken", 1);

        assertThat(run("prod", "12", before)).contains("--head broken ");
    }

    @Test
    void a_plan_that_cannot_be_made_ends_it() throws IOException {
        commit("mistaken", 2);

        assertThat(run("prod", "12", before)).isEqualTo("2 ");
    }

    @Test
    void without_knowing_what_was_served_it_says_what_a_person_does() throws IOException {
        assertThat(run("prod", "null", before))
                .startsWith(
                        "3 ::error::roll back: expected a version and a commit that were served before, got none\n");
        assertThat(run("prod", "12", "")).startsWith("3 ::error::roll back: ");
    }

    private void commit(String name, int exit) throws IOException {
        Files.writeString(folder.resolve("name"), name);
        Files.writeString(folder.resolve("plan-exit"), String.valueOf(exit));
        git("add", "--all");
        git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "-m", name);
    }

    private String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return output(command).replaceFirst("^0 ", "");
    }

    private String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(".github/scripts/rollback"));
        command.addAll(List.of(arguments));
        command.set(0, folder.resolve(command.get(0)).toString());
        return output(command);
    }

    /** The exit code and everything that was printed. */
    private String output(List<String> command) throws IOException {
        return Script.run(new ProcessBuilder(command).directory(folder.toFile()));
    }
}
