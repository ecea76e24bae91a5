package dev.portcullis.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildTest {
    @TempDir
    private Path folder;

    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void it_is_ready_at_the_first_200_and_is_not_asked_again() {
        child().awaitReady(Duration.ofMinutes(1), Optional::empty);

        assertThat(asked).hasValue(3);
    }

    @Test
    void one_that_has_ended_is_not_waited_for() throws IOException {
        Files.writeString(folder.resolve("some.log"), "first\nlast\n");

        assertThatThrownBy(() -> child().awaitReady(Duration.ofMinutes(1), () -> Optional.of("exit code 3")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("some: expected it to be ready, got exit code 3\n    first\n    last\n  The whole log is "
                        + folder.resolve("some.log"));
    }

    @Test
    void a_failure_can_name_the_place_where_the_log_was_put() {
        StartFailure failure = child().failure("exit code 3").keptAt(Path.of("/kept/some.log"));

        assertThat(failure)
                .hasMessage("some: expected it to be ready, got exit code 3\n  The whole log is /kept/some.log");
        assertThat(failure.log()).isEqualTo(Path.of("/kept/some.log"));
    }

    @Test
    void a_process_that_could_not_be_written_down_does_not_stay() throws Exception {
        long[] pid = new long[1];

        assertThatThrownBy(() -> Child.start(new ProcessBuilder("sleep", "60"), started -> {
                    pid[0] = started;
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");

        for (ProcessHandle process : ProcessHandle.of(pid[0]).stream().toList()) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(ProcessHandle.of(pid[0]).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void stopping_waits_for_the_end() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();

        Child.stop(process);

        assertThat(process.isAlive()).isFalse();
    }

    private Child child() {
        URI probe = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ready");
        return new Child("some", probe, folder.resolve("some.log"));
    }
}
