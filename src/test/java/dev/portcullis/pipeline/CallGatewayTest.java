package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script of {@code call-gateway.yml} as it stands there, against a gateway's answers over TLS. */
final class CallGatewayTest {
    private static final String HOST = "llm.portcullis.test";
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Map<String, String> GOOD = Map.of(
            "HOST", HOST,
            "CLIENT_ID", "0123456789abcdef.access",
            "CLIENT_SECRET", "fedcba9876543210",
            "KEY", "pk-example-0123456789",
            "MODEL", "claude-haiku-4-5");

    @TempDir
    private static Path certificates;

    @TempDir
    private Path home;

    private final StrictGateway gateway = new StrictGateway();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private volatile int status = 200;

    @BeforeAll
    static void certificate() throws Exception {
        keytool("-genkeypair", "-alias", "edge", "-keyalg", "EC", "-dname", "CN=" + HOST, "-ext", "san=dns:" + HOST);
        keytool(
                "-exportcert",
                "-alias",
                "edge",
                "-rfc",
                "-file",
                certificates.resolve("ca.pem").toString());
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                certificates.resolve("edge.p12").toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(1, List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.createContext("/", this::answer);
        server.start();
        trust("cacert = \"" + certificates.resolve("ca.pem") + "\"\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void it_looks_the_model_up_and_asks_for_one_completion() throws IOException {
        assertThat(run(GOOD)).matches("0 model: 200 in [0-9.]+ s\ncompletion: 200 in [0-9.]+ s\n\"total_tokens\":9\n");
        assertThat(arrived).containsExactly(lookUp("claude-haiku-4-5"), completion("claude-haiku-4-5"));
    }

    @Test
    void a_model_s_alias_is_as_good_as_its_name() throws IOException {
        assertThat(run(with("MODEL", "haiku"))).startsWith("0 ").endsWith("\"total_tokens\":9\n");
        assertThat(arrived).containsExactly(lookUp("haiku"), completion("haiku"));
    }

    @Test
    void a_model_that_does_not_chat_is_refused_by_its_name() throws IOException {
        assertThat(run(with("MODEL", "titan-embed-text-v2")))
                .endsWith("::error::model: expected one that chats, got titan-embed-text-v2\n");
    }

    private static String lookUp(String model) {
        return "GET /v1/models/" + model + " 0123456789abcdef.access fedcba9876543210 pk-example-0123456789 ";
    }

    private static String completion(String model) {
        return "POST /v1/chat/completions 0123456789abcdef.access fedcba9876543210 pk-example-0123456789 {\"model\":\""
                + model + "\",\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"Say ok\"}]}";
    }

    @ParameterizedTest
    @CsvSource({
        "401, the service token or the virtual key is not accepted",
        "403, the service token or the virtual key is not accepted",
        "402, the key's budget or limit is used up",
        "530, the gateway is asleep or starting"
    })
    void a_refusal_is_told_by_its_status_and_nothing_of_it_is_printed(int refusal, String reason) throws IOException {
        status = refusal;

        assertThat(run(GOOD)).isEqualTo("1 ::error::model: " + refusal + ": " + reason + "\n");
    }

    @Test
    void a_redirect_is_no_gateway() throws IOException {
        status = 302;

        assertThat(run(GOOD)).isEqualTo("1 ::error::model: expected 200, got 302\n");
        assertThat(arrived).hasSize(1);
    }

    @Test
    void a_certificate_of_nobody_s_gets_no_secret() throws IOException {
        trust("");

        assertThat(run(GOOD))
                .isEqualTo("1 ::error::model: the gateway's certificate is not accepted (curl's exit code 60)\n");
        assertThat(arrived).isEmpty();
    }

    @Test
    void a_model_that_the_key_may_not_use_is_told_before_anything_is_paid() throws IOException {
        assertThat(run(with("MODEL", "nova-ultra")))
                .isEqualTo("1 ::error::model: expected one that the key may use, got nova-ultra\n");
        assertThat(arrived).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "HOST, https://llm.portcullis.test, PORTCULLIS_HOST: expected a host name in lower case without https://",
        "CLIENT_ID, a\"b, CF_ACCESS_CLIENT_ID: expected a service token's client id",
        "CLIENT_SECRET, '', CF_ACCESS_CLIENT_SECRET: expected a service token's client secret",
        "KEY, sk-1, PORTCULLIS_KEY: expected a virtual key",
        "MODEL, 'x\"}', model: expected a model's name"
    })
    void a_value_of_another_shape_is_named_and_not_shown(String name, String value, String message) throws IOException {
        assertThat(run(with(name, value)).replace(", without", " without"))
                .isEqualTo("1 ::error::" + message + ", got another shape\n");
        assertThat(arrived).isEmpty();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> changed = new HashMap<>(GOOD);
        changed.put(name, value);
        return changed;
    }

    /** Writes the file that curl reads before its arguments: where the name leads, and whom to trust. */
    private void trust(String line) throws IOException {
        Files.writeString(
                home.resolve(".curlrc"),
                line + "noproxy = \"*\"\nconnect-to = \"" + HOST + ":443:127.0.0.1:"
                        + server.getAddress().getPort() + "\"\n");
    }

    /** The exit code and everything that was printed. */
    private String run(Map<String, String> values) throws IOException {
        String script =
                Workflow.read(Path.of(".github/workflows/call-gateway.yml")).script("Look the model up");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", script).redirectErrorStream(true);
        builder.environment().putAll(values);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TMPDIR", home.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        values.values().stream()
                .filter(value -> value.length() > 5 && !value.equals(values.get("MODEL")))
                .forEach(value -> assertThat(output).doesNotContain(value));
        assertThat(home.toFile().list()).containsExactly(".curlrc");
        return exit + " " + output;
    }

    private static SSLContext tls() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificates.resolve("edge.p12"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            arrived.add(String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers.getFirst("CF-Access-Client-Id"),
                    headers.getFirst("CF-Access-Client-Secret"),
                    headers.getFirst("X-Portcullis-Key"),
                    new String(body, StandardCharsets.UTF_8)));
            StrictGateway.Reply reply = status == 200
                    ? gateway.answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getRawPath(),
                            headers,
                            body)
                    : new StrictGateway.Reply(status, "{}");
            if (status == 302) {
                exchange.getResponseHeaders().set("location", "https://" + HOST + "/login");
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
