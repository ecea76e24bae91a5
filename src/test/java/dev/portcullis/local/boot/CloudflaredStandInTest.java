package dev.portcullis.local.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.local.loopback.Loopback;
import dev.portcullis.local.trial.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudflaredStandInTest {
    private static final String HOST = "llm.example.com";

    @TempDir
    private static Path folder;

    private final int tunnel = FreePort.any();
    private final int metrics = FreePort.any();
    private Loopback gate;
    private Process standIn;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        gate = new Loopback();
        int port = gate.listen(0, request -> request.response().end("the gate"));
        String token = """
                {"listen":%d,"ingress":[{"hostname":"%s","service":"http://127.0.0.1:%d",
                 "originRequest":{"access":{"required":true,"audTags":["0a1b"]}}},{"service":"http_status:404"}]}""".formatted(tunnel, HOST, port);
        Path file = Files.writeString(folder.resolve("token"), base64(token));
        standIn = new ProcessBuilder(
                        "python3",
                        BootTest.cloudflaredStandIn(folder).toString(),
                        "tunnel",
                        "--metrics",
                        "127.0.0.1:" + metrics,
                        "run",
                        "--token-file",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        // It says one line once it listens.
        assertThat(standIn.inputReader().readLine()).isEqualTo("stand-in of cloudflared: forwarding to the ingress");
    }

    @AfterEach
    void stop() throws InterruptedException {
        standIn.destroy();
        standIn.waitFor(10, TimeUnit.SECONDS);
        gate.close();
    }

    @ParameterizedTest
    @CsvSource({
        HOST + ", '[\"0a1b\"]', 200",
        HOST + ", '\"0a1b\"', 200",
        HOST + ", '[\"another\"]', 403",
        "other.example.com, '[\"0a1b\"]', 404"
    })
    void the_rule_of_the_host_decides_and_demands_its_audience(String host, String audience, int status)
            throws IOException {
        String jwt = "e30." + base64("{\"aud\":" + audience + "}") + ".none";

        assertThat(ask(tunnel, host, "/v1/models", "Cf-Access-Jwt-Assertion: " + jwt + "\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void without_an_assertion_nothing_gets_to_the_gate() throws IOException {
        assertThat(ask(tunnel, HOST, "/v1/models", ""))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContain("the gate");
    }

    @Test
    void it_is_ready_as_the_real_one_is() throws IOException {
        assertThat(ask(metrics, "127.0.0.1", "/ready", "")).contains(" 200 ", "\"readyConnections\":1");
    }

    /** By hand: Java's client sends no Host header of one's own. */
    private static String ask(int port, String host, String path, String header) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + header + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
