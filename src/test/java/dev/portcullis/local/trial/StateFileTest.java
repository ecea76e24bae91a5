package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial that was killed leaves processes behind, and the next one ends them and no others. */
final class StateFileTest {
    @TempDir
    private Path trials;

    private Process child;

    @BeforeEach
    void start_a_child() throws IOException {
        child = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end_it() {
        child.destroyForcibly();
    }

    @Test
    void the_child_of_a_killed_trial_is_ended() throws Exception {
        StateFile.of(folder(deadProcess()), "litellm").record(child.pid());

        assertThat(StateFile.sweep(trials)).isEqualTo(1);
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(StateFile.sweep(trials)).isZero();
    }

    @Test
    void the_child_of_a_trial_that_still_runs_is_left_alone() throws Exception {
        Process owner = new ProcessBuilder("sleep", "60").start();
        try {
            StateFile.of(folder(owner.pid()), "litellm").record(child.pid());

            assertThat(StateFile.sweep(trials)).isZero();
            assertThat(child.isAlive()).isTrue();
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void a_process_that_got_the_same_number_later_is_left_alone() throws Exception {
        Path folder = folder(deadProcess());
        Files.writeString(folder.resolve("child-litellm"), child.pid() + " 2020-01-01T00:00:00Z");

        assertThat(StateFile.sweep(trials)).isZero();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void a_file_that_says_nonsense_harms_nobody() throws Exception {
        Files.writeString(folder(deadProcess()).resolve("child-litellm"), "nonsense");

        assertThat(StateFile.sweep(trials)).isZero();
    }

    @Test
    void of_a_child_that_was_replaced_the_latest_is_ended() throws Exception {
        Process before = new ProcessBuilder("sleep", "60").start();
        try {
            StateFile file = StateFile.of(folder(deadProcess()), "litellm");
            file.record(before.pid());
            file.record(child.pid());

            assertThat(StateFile.sweep(trials)).isEqualTo(1);
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(before.isAlive()).isTrue();
        } finally {
            before.destroyForcibly();
        }
    }

    @Test
    void a_trial_that_ended_well_leaves_nothing_to_sweep() throws Exception {
        StateFile file = StateFile.of(folder(deadProcess()), "litellm");
        file.record(child.pid());
        file.close();

        assertThat(StateFile.sweep(trials)).isZero();
        assertThat(child.isAlive()).isTrue();
    }

    private Path folder(long owner) throws IOException {
        return Files.createDirectory(trials.resolve(String.valueOf(owner)));
    }

    private static long deadProcess() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        return dead.pid();
    }
}
