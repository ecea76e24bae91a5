package dev.portcullis.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.local.trial.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForwardCommandTest {
    @TempDir
    private Path home;

    private Map<String, String> environment() {
        return Map.of(
                "HOME", home.toString(), "XDG_CACHE_HOME", home.resolve("cache").toString(), "PATH", "/none");
    }

    @Test
    void a_tool_that_knows_no_secret_reaches_the_running_try() throws Exception {
        int port = FreePort.any();
        try (StubGateway gateway = new StubGateway(home.resolve("cache"))) {
            Path err = home.resolve("err");
            Process process = CommandProcess.start(
                    environment(), err, "forward", "--try", "--with-key", "--port", String.valueOf(port));
            try (BufferedReader out = process.inputReader()) {
                assertThat(out.readLine())
                        .isEqualTo("Forwarding http://127.0.0.1:" + port + " to " + gateway.url()
                                + " (the running try, with its key) until Ctrl-C");
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/models"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                CommandProcess.Said second =
                        CommandProcess.run(environment(), "forward", "--try", "--port", String.valueOf(port));
                assertThat(second.code() + second.err())
                        .isEqualTo("2--port: expected a free port, got " + port + ", which cannot be opened\n"
                                + "  Stop what listens there, or name another with --port PORT\n");
            } finally {
                process.destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(Files.readString(err)).isEmpty();
        }
    }

    @Test
    void the_unit_repeats_the_command_and_quotes_what_systemd_would_read() throws IOException {
        String unit = ForwardUnit.render(
                Path.of("/home/a b/100%"),
                List.of("forward", "--stack", "prod", "--service", "--key-file", "a$b"),
                Map.of("PULUMI_BACKEND_URL", "s3://state", "AWS_SECRET_ACCESS_KEY", "s3cret"));

        assertThat(unit)
                .contains(
                        "\nEnvironment=\"PULUMI_BACKEND_URL=s3://state\"\n",
                        "\nExecStart=\"/home/a b/100%%/portcullis\" \"forward\" \"--stack\" \"prod\" \"--key-file\" \"a$$b\"\n")
                .doesNotContain("s3cret", "--service");
    }
}
