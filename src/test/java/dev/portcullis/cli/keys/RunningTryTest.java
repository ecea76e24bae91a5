package dev.portcullis.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningTryTest {
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    private Path trials;

    @Test
    void the_one_that_runs_is_found() throws IOException {
        write(
                SELF,
                "{\"url\": \"http://127.0.0.1:9\", \"adminKeyFile\": \"/tmp/key\", \"callers\": \"http://127.0.0.1:7\"}");
        // No process has such a number.
        write(
                9_999_999_999L,
                "{\"url\": \"http://127.0.0.1:8\", \"adminKeyFile\": \"/tmp/key\", \"callers\": \"http://127.0.0.1:7\"}");

        assertThat(RunningTry.find(trials))
                .isEqualTo(new RunningTry(
                        "http://127.0.0.1:9",
                        Path.of("/tmp/key"),
                        "http://127.0.0.1:7",
                        trials.resolve(String.valueOf(SELF))));
    }

    @Test
    void without_one_the_next_step_is_told() throws IOException {
        String message = "expected a running ./portcullis try, got none\n"
                + "  Start ./portcullis try in another terminal, or name a deployed gateway with --stack NAME";

        assertThatThrownBy(() -> RunningTry.find(trials))
                .isInstanceOf(GatewayAway.class)
                .hasMessage(message);
        assertThatThrownBy(() -> RunningTry.find(trials.resolve("none"))).hasMessage(message);
        write(SELF, "{");
        assertThatThrownBy(() -> RunningTry.find(trials)).hasMessage(message);
    }

    @Test
    void of_several_the_person_names_one() throws IOException {
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        write(
                SELF,
                "{\"url\": \"http://127.0.0.1:9\", \"adminKeyFile\": \"/tmp/a\", \"callers\": \"http://127.0.0.1:7\"}");
        write(
                parent,
                "{\"url\": \"http://127.0.0.1:8\", \"adminKeyFile\": \"/tmp/b\", \"callers\": \"http://127.0.0.1:6\"}");

        assertThatThrownBy(() -> RunningTry.find(trials))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("as more than one ./portcullis try is running, got none\n  Name one: ")
                .hasMessageContaining(
                        "--gateway http://127.0.0.1:9 --admin-key-file /tmp/a (callers at http://127.0.0.1:7, folder "
                                + trials.resolve(String.valueOf(SELF)) + ")")
                .hasMessageContaining(
                        "--gateway http://127.0.0.1:8 --admin-key-file /tmp/b (callers at http://127.0.0.1:6, folder "
                                + trials.resolve(String.valueOf(parent)) + ")");
    }

    private void write(long process, String json) throws IOException {
        Path folder = Files.createDirectory(trials.resolve(String.valueOf(process)));
        Files.writeString(folder.resolve("admin.json"), json);
    }
}
