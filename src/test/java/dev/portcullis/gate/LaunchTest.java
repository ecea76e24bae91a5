package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.local.trial.FreePort;
import dev.portcullis.release.GateCredential;
import dev.portcullis.release.GateFile;
import dev.portcullis.settings.value.Usd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchTest {
    @TempDir
    private Path folder;

    @Test
    void it_wants_one_file() {
        assertThat(run())
                .isEqualTo("2 gate: expected the path of its configuration file, got 0 arguments\n"
                        + "  Run it with one argument, such as gate.yaml\n");
    }

    @Test
    void a_bad_file_is_a_message_and_no_stack_trace() throws IOException {
        Path file = Files.writeString(folder.resolve("gate.yaml"), "- a\n");

        assertThat(run(file.toString()))
                .isEqualTo("2 gate.yaml: expected a mapping of keys to values, got a list or a single value\n"
                        + "  Compare it with the example in the repository\n");
    }

    @Test
    void a_port_that_is_taken_is_a_message_and_no_stack_trace() throws IOException {
        credentials();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = Files.writeString(
                    folder.resolve("gate.yaml"),
                    file(FreePort.any(), taken.getLocalPort()).render());

            assertThat(run(file.toString()))
                    .isEqualTo("2 port: another process already listens on one of the gate's ports on 127.0.0.1\n"
                            + "  See which with 'ss -ltnp', and stop it or change port or adminPort\n");
        }
    }

    /** The host's update waits for the admin port and lets callers in as soon as it answers. */
    @Test
    void the_admin_port_is_open_only_once_callers_are_served() throws Exception {
        credentials();
        int adminPort = FreePort.any();
        AtomicInteger answered = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread prober = new Thread(() -> {
            while (!over.get()) {
                try {
                    new Socket(InetAddress.getLoopbackAddress(), adminPort).close();
                    answered.incrementAndGet();
                } catch (IOException e) {
                    Thread.onSpinWait();
                }
            }
        });
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = Files.writeString(
                    folder.resolve("gate.yaml"),
                    file(taken.getLocalPort(), adminPort).render());
            prober.start();

            assertThat(run(file.toString())).startsWith("2 port: another process already listens");
        } finally {
            over.set(true);
            prober.join();
        }
        assertThat(answered).hasValue(0);
    }

    private void credentials() throws IOException {
        GateCredential.INTERNAL_KEY.write(folder, "sk-internal-0123456789");
        GateCredential.DATABASE_PASSWORD.write(folder, "database-0123456789");
        GateCredential.ADMIN_KEY.write(folder, "ak-first-" + "0".repeat(43));
        GateCredential.PEPPER.write(folder, "0123456789abcdef0123456789abcdef");
    }

    private static GateFile file(int port, int adminPort) {
        return new GateFile(
                new GateFile.Places("", Path.of("config").toAbsolutePath() + "/", Optional.empty(), "."),
                new GateFile.GatePorts(port, adminPort, 4000),
                LocalDate.of(2026, 11, 21),
                new GateFile.OfferedModels("eu", List.of(), false),
                new GateFile.CallerNames(List.of(), List.of()),
                Optional.of(new GateFile.KnownCallers(
                        "https://example.cloudflareaccess.com",
                        Optional.of(URI.create("http://127.0.0.1:1/")),
                        List.of("aaaa"),
                        Map.of())),
                new GateFile.CallDefaults(Optional.empty(), Optional.empty()),
                new GateFile.DollarCaps(Usd.ofDollars(10), Usd.ofDollars(200)),
                new GateFile.LedgerAddress("127.0.0.1", 1, "portcullis", "gate"),
                List.of(),
                "");
    }

    private static String run(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Launch.run(args, new PrintStream(err, true, StandardCharsets.UTF_8));
        return code + " " + err.toString(StandardCharsets.UTF_8);
    }
}
