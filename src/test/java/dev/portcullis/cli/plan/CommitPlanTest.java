package dev.portcullis.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.difference.PlanDocument;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose launcher says what it is told to: the real one would build for a minute. */
final class CommitPlanTest {
    private static final String PLAN = """
            {"stack":"dev","resources":[],"edgeRules":[],"promises":[],"warnings":["%s"],"cost":null}""";

    @TempDir
    private Path repository;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void commits() throws IOException, InterruptedException {
        git("init", "--quiet");
        commit("one", "#!/bin/sh\ncat <<'END'\n" + PLAN.formatted("from one") + "\nEND\nexit 1\n");
        commit("two", "#!/bin/sh\necho '" + PLAN.formatted("from two") + "'\n");
        commit("broken", "#!/bin/sh\necho 'mvn: expected Maven, got none' >&2\nexit 2\n");
    }

    @Test
    void a_plan_is_that_of_the_commit_also_when_it_breaks_a_promise() {
        assertThat(of("one").warnings()).containsExactly("from one");
        assertThat(of("two").warnings()).containsExactly("from two");
        assertThat(err.toString()).matches("(Building and planning [0-9a-f]{12} \\(about a minute\\)\n){2}");
    }

    @Test
    void a_commit_whose_plan_fails_is_told_with_what_it_said() {
        assertThatThrownBy(() -> of("broken"))
                .isInstanceOf(BadInput.class)
                .hasMessage("--against: expected a commit whose plan works, got 'broken', whose plan ended with 2:\n"
                        + "    mvn: expected Maven, got none\n"
                        + "  Choose another commit, or give a file with a plan");
    }

    @Test
    void a_ref_is_never_an_option_of_git() {
        assertThatThrownBy(() -> of("--git-dir")).isInstanceOf(BadInput.class).hasMessageContaining("got '--git-dir'");
    }

    @Test
    void nothing_of_the_commit_stays_behind() throws IOException {
        List<Path> before = leftovers();
        of("one");
        assertThatThrownBy(() -> of("broken")).isInstanceOf(BadInput.class);

        assertThat(leftovers()).isEqualTo(before);
    }

    private PlanDocument of(String ref) {
        return new CommitPlan(repository, new PrintWriter(err, true)).of(ref, List.of("--stack", "dev"));
    }

    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("portcullis-plan-"))
                    .sorted()
                    .toList();
        }
    }

    private void commit(String tag, String launcher) throws IOException, InterruptedException {
        Path file = Files.writeString(repository.resolve("portcullis"), launcher);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        git("add", "portcullis");
        git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", tag);
        git("tag", tag);
    }

    private void git(String... args) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(args)).toList())
                .directory(repository.toFile())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).isZero();
    }
}
