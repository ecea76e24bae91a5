package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Files.writeString(folder.resolve("key"), "sk-internal-0123456789");
        Files.writeString(folder.resolve("admin-key"), "ak-first-" + "0".repeat(43));
        Files.writeString(folder.resolve("pepper"), "0123456789abcdef0123456789abcdef");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = Files.writeString(folder.resolve("gate.yaml"), """
                    port: 65535
                    adminPort: %d
                    litellmPort: 4000
                    internalKeyFile: key
                    asOf: 2026-11-21
                    routes: %s
                    models: %s
                    geography: eu
                    spool: .
                    access:
                      issuer: https://example.cloudflareaccess.com
                      keys: http://127.0.0.1:1/
                      audiences: [aaaa]
                    databasePasswordFile: key
                    pepperFile: pepper
                    adminKeyFile: admin-key
                    timeZone: UTC
                    caps:
                      day: 10
                      month: 200
                    database:
                      host: 127.0.0.1
                      port: 1
                      name: portcullis
                      user: gate
                    """.formatted(
                            taken.getLocalPort(),
                            Path.of("config/routes.yaml").toAbsolutePath(),
                            Path.of("config/models.yaml").toAbsolutePath()));

            assertThat(run(file.toString()))
                    .isEqualTo("2 port: another process already listens on one of the gate's ports on 127.0.0.1\n"
                            + "  See which with 'ss -ltnp', and stop it or change port or adminPort\n");
        }
    }

    private static String run(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Launch.run(args, new PrintStream(err, true, StandardCharsets.UTF_8));
        return code + " " + err.toString(StandardCharsets.UTF_8);
    }
}
