package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialFolderTest {
    @TempDir
    private Path trials;

    @Test
    void only_its_owner_can_look_into_it() throws IOException {
        try (TrialFolder folder = TrialFolder.make(trials)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void it_is_gone_with_all_that_was_in_it() throws IOException {
        TrialFolder folder = TrialFolder.make(trials);
        Files.writeString(Files.createDirectory(folder.path().resolve("gate")).resolve("internal-key"), "sk-x");

        folder.close();

        assertThat(trials).isEmptyDirectory();
    }

    @Test
    void a_log_that_is_kept_outlives_it_in_place_of_an_earlier_one() throws IOException {
        Files.writeString(trials.resolve("failed-gate.log"), "earlier");
        TrialFolder folder = TrialFolder.make(trials);
        Path log = Files.writeString(folder.path().resolve("gate.log"), "why");

        Path kept = folder.keep(log);
        folder.close();

        assertThat(kept).isEqualTo(trials.resolve("failed-gate.log")).hasContent("why");
    }

    @Test
    void what_a_killed_trial_left_is_removed_and_a_stranger_s_folder_is_not() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left = Files.createDirectory(trials.resolve(String.valueOf(dead.pid())));
        Files.writeString(left.resolve("internal-key"), "sk-x");
        Path other = Files.createDirectory(trials.resolve("notes"));

        try (TrialFolder folder = TrialFolder.make(trials)) {
            assertThat(left).doesNotExist();
            assertThat(other).exists();
            assertThat(folder.path()).exists();
        }
    }
}
