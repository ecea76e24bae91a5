package dev.portcullis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code try} refuses bad input before it installs or starts anything; {@code TryIT} lets it go on. */
final class TryCommandTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path broken;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void all_problems_of_both_tables_come_at_once() throws IOException {
        Path config = Files.createDirectory(broken.resolve("config"));
        Files.writeString(config.resolve("models.yaml"), "models: 1\n");
        Files.writeString(config.resolve("routes.yaml"), "routes: []\n");

        assertThat(run(broken, "try", "--check")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("3 problems:\n")
                .contains("models.yaml:1 models: expected a list, got '1'", "routes.yaml:1 routes: expected ")
                .doesNotContain("Starting", "\tat ");
    }

    @Test
    void a_taken_port_is_refused_before_anything_starts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(PROJECT, "try", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("--port: expected a free port, got " + taken.getLocalPort())
                    .doesNotContain("Starting");
        }
    }

    @Test
    void a_region_is_for_bedrock_itself() {
        assertThat(run(PROJECT, "try", "--region", "eu-west-1")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                --region: it needs --bedrock
                  Add --bedrock, which costs money, or leave it out
                """);
    }

    @Test
    void what_is_no_region_is_refused_before_anything_starts() {
        assertThat(run(PROJECT, "try", "--bedrock", "--region", "frankfurt")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--region: expected a region such as us-east-1, got 'frankfurt'\n")
                .doesNotContain("Starting");
    }

    @Test
    void help_says_that_bedrock_costs_money() {
        assertThat(run(PROJECT, "try", "--help")).isZero();
        assertThat(out.toString()).contains("charges your AWS account", "This costs money.");
    }

    private int run(Path project, String... args) {
        return Main.run(project, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
