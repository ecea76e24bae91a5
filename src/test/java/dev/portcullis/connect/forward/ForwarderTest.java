package dev.portcullis.connect.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class ForwarderTest {
    private static final ServiceToken TOKEN = new ServiceToken("id.access", "s3cret", true);
    private static final String END = "\r\n\r\n";

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final LinkedBlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final List<Map<String, List<String>>> heads = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init")
    private HttpServer gateway;

    @SuppressWarnings("NullAway.Init")
    private Forwarder forwarder;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.setExecutor(threads);
        gateway.createContext("/", this::answer);
        gateway.start();
        forwarder = forwarder(Optional.empty());
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        forwarder.close();
        gateway.stop(0);
        threads.shutdownNow();
    }

    private Forwarder forwarder(Optional<String> key) {
        URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        return Forwarder.start(new ForwardedGateway(url, TOKEN, key), 0);
    }

    /** Says what arrives, piece by piece, and ends its own answer only when the test lets it. */
    private void answer(HttpExchange exchange) throws IOException {
        Map<String, List<String>> head = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        head.putAll(exchange.getRequestHeaders());
        head.put(":path", List.of(exchange.getRequestURI().toString()));
        heads.add(head);
        if (exchange.getRequestURI().getPath().equals("/body")) {
            InputStream body = exchange.getRequestBody();
            for (int next = body.read(); next >= 0; next = body.read()) {
                arrived.add(String.valueOf((char) next));
            }
        }
        exchange.getResponseHeaders().add("set-cookie", "CF_Authorization=jwt");
        exchange.getResponseHeaders().add("x-kept", "yes");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("first".getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (exchange.getRequestURI().getPath().equals("/stream")) {
                await(goOn);
            }
            out.write("last".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String host() {
        return "127.0.0.1:" + forwarder.port();
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), forwarder.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String get(String headers) throws IOException {
        return ask("GET /v1/models?x=%2F HTTP/1.1\r\nConnection: close\r\n" + headers + END);
    }

    @Test
    void the_first_byte_of_an_answer_arrives_before_its_end() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), forwarder.port())) {
            socket.getOutputStream()
                    .write(("GET /stream HTTP/1.1\r\nHost: " + host() + END).getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder got = new StringBuilder();
            while (got.indexOf("first") < 0) {
                got.append((char) socket.getInputStream().read());
            }

            assertThat(goOn.getCount()).isOne();
            assertThat(got).doesNotContain("last");
            goOn.countDown();
            while (got.indexOf("last") < 0) {
                got.append((char) socket.getInputStream().read());
            }
        }
    }

    @Test
    void the_first_byte_of_a_question_arrives_before_its_end() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), forwarder.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /body HTTP/1.1\r\nConnection: close\r\nHost: " + host() + "\r\nContent-Length: 2" + END
                            + "a")
                    .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(arrived.poll(30, TimeUnit.SECONDS)).isEqualTo("a");
            out.write('b');
            assertThat(arrived.poll(30, TimeUnit.SECONDS)).isEqualTo("b");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void the_access_headers_are_added_and_nobody_elses_go_on() throws IOException {
        String answer = get(
                "Host: " + host() + "\r\nAuthorization: Bearer mine\r\nCF-Access-Client-Id: other\r\nCookie: a=b\r\n"
                        + "Connection: x-hop\r\nX-Hop: 1");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("x-kept: yes")
                .doesNotContainIgnoringCase("set-cookie");
        assertThat(heads.get(0))
                .containsEntry(":path", List.of("/v1/models?x=%2F"))
                .containsEntry("CF-Access-Client-Id", List.of("id.access"))
                .containsEntry("CF-Access-Client-Secret", List.of("s3cret"))
                .containsEntry("Authorization", List.of("Bearer mine"))
                .doesNotContainKeys("Cookie", "X-Hop");
    }

    @Test
    void a_key_of_its_own_replaces_the_callers() throws IOException {
        forwarder.close();
        forwarder = forwarder(Optional.of("pk-own"));
        get("Host: " + host() + "\r\nAuthorization: Bearer mine\r\nX-Api-Key: mine");

        assertThat(heads.get(0))
                .containsEntry("Authorization", List.of("Bearer pk-own"))
                .doesNotContainKey("X-Api-Key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host: evil.example.com                                  | host
            Host: evil.example.com:PORT                             | host
            Host: 127.0.0.1                                         | host
            Host: 127.0.0.1:1                                       | host
            Host: 127.0.0.1:PORT.evil.example.com                   | host
            X-None: 1                                               | host
            Host: 127.0.0.1:PORT#Origin: https://evil.example.com   | origin
            Host: 127.0.0.1:PORT#Origin: null                       | origin
            Host: 127.0.0.1:PORT#Origin: http://127.0.0.1.evil.com  | origin
            Host: 127.0.0.1:PORT#Origin: http://localhost@evil.com  | origin
            Host: 127.0.0.1:PORT#Sec-Fetch-Site: cross-site         | sec-fetch-site
            """)
    void a_page_of_another_site_is_refused(String headers, String reason) throws IOException {
        String answer =
                get(headers.replace("PORT", String.valueOf(forwarder.port())).replace("#", "\r\n"));

        assertThat(answer).containsPattern("HTTP/1.1 40[03]");
        assertThat(answer.startsWith("HTTP/1.1 400") || answer.contains("\"message\":\"" + reason + ": "))
                .isTrue();
        assertThat(answer).doesNotContain("s3cret", "id.access");
        assertThat(heads).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:3000", "http://127.0.0.1", "http://[::1]:8080", "https://localhost"})
    void a_page_of_this_machine_is_answered(String origin) throws IOException {
        assertThat(get("Host: localhost:" + forwarder.port() + "\r\nOrigin: " + origin))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "GET http://other.example.com/v1/models",
        "CONNECT other.example.com:443",
        "DELETE /v1/models",
        "TRACE /"
    })
    void other_targets_and_methods_are_refused(String line) throws IOException {
        assertThat(ask(line + " HTTP/1.1\r\nHost: " + host() + END)).containsPattern("HTTP/1.1 40[0135]");
        assertThat(heads).isEmpty();
    }

    @Test
    void a_head_is_bounded() throws IOException {
        assertThat(get("Host: " + host() + "\r\nX: " + "a".repeat(70_000))).startsWith("HTTP/1.1 431");
        assertThat(heads).isEmpty();
    }

    @Test
    void a_gateway_that_is_away_is_a_502_in_json() throws IOException {
        gateway.stop(0);

        assertThat(get("Host: " + host()))
                .startsWith("HTTP/1.1 502")
                .contains("\"message\":\"gateway: expected an answer");
    }

    @Test
    void a_port_that_is_taken_is_told() {
        assertThatThrownBy(() -> Forwarder.start(
                        new ForwardedGateway(URI.create("http://127.0.0.1:1"), TOKEN, Optional.empty()),
                        forwarder.port()))
                .isInstanceOf(CompletionException.class);
    }
}
