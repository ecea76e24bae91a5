package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.local.litellm.Installed;
import dev.portcullis.local.process.StartFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trial whose last part cannot start, when the first ones run already. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class BrokenStartIT {
    @TempDir
    private Path root;

    @Test
    void a_port_that_is_taken_leaves_no_process() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> RunningTrial.start(taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + taken.getLocalPort() + " of 127.0.0.1 cannot be opened");
        }

        assertThat(ProcessHandle.current().descendants().filter(process -> !before.contains(process)))
                .isEmpty();
    }

    @Test
    void of_a_litellm_that_dies_the_last_lines_are_told_and_the_log_outlives_the_trial() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        Path log = root.resolve("trials/failed-litellm.log");

        assertThatThrownBy(() -> RunningTrial.start(Installed.broken(root), root.resolve("trials")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("litellm: expected it to be ready, got exit code 3\n"
                        + IntStream.rangeClosed(11, 30)
                                .mapToObj(i -> "    line " + i + "\n")
                                .collect(Collectors.joining())
                        + "  The whole log is " + log);

        assertThat(Files.readAllLines(log)).hasSize(30).startsWith("line 1");
        try (Stream<Path> left = Files.list(root.resolve("trials"))) {
            assertThat(left).containsExactly(log);
        }
        assertThat(ProcessHandle.current().descendants().filter(process -> !before.contains(process)))
                .isEmpty();
    }
}
