package dev.portcullis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are no gateway, or none that is locked: each has to fail. */
final class SmokeTest {
    private static final String LIST = "{\"object\":\"list\",\"data\":[{\"id\":\"nova-micro\"}],\"name\":\"x\"}";
    private static final Credentials CREDENTIALS =
            new Credentials(new ServiceToken("0123456789.access", "not-to-be-printed", true), "pk-not-to-be-printed");

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    @SuppressWarnings("NullAway") // each test starts one
    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_gateway_without_any_lock_fails() throws IOException {
        Smoke smoke = serve(200, "application/json", LIST);

        assertThat(smoke.reach(Duration.ZERO).passed()).isTrue();
        assertThat(smoke.models()).containsExactly("nova-micro");
        assertThat(problems(smoke.free()))
                .containsExactly(
                        "no service token is refused at the edge: expected 401 or 403 of the edge, got 200 application/json",
                        "a wrong secret is refused at the edge: expected 401 or 403 of the edge, got 200 application/json",
                        "refused: /v1/models/..%2f..%2fkey: expected 400, 403, 404 or 405, got 200",
                        "refused: /v1//models: expected 400, 403, 404 or 405, got 200",
                        "refused: /v1/models/../../key/generate: expected 400, 403, 404 or 405, got 200",
                        "refused: /key/generate: expected 400, 403, 404 or 405, got 200",
                        "refused: /V1/models: expected 400, 403, 404 or 405, got 200",
                        "no virtual key is refused by the gate: 401: expected 401 of the gate, got 200 application/json",
                        "a model that does not exist: 404: expected 404 of the gate, got 200 application/json");
    }

    @Test
    void an_edge_that_leaves_attacks_to_the_gate_fails_although_the_gate_refuses_them() throws IOException {
        LiveAttack attack = serve(404, "application/json", "{\"error\":{\"code\":\"not_found\"}}")
                .attack();

        List<String> problems = problems(attack.run(Duration.ZERO, done -> {}));

        assertThat(problems)
                .hasSizeGreaterThan(150)
                .contains("GET /v1/models/...: three dots: the edge let it through to the gate, which answered 404");
    }

    @Test
    void an_attack_that_the_rate_limit_answered_does_not_count_as_refused() throws IOException {
        LiveAttack attack = serve(429, "text/html", "").attack();

        // The rest is malformed to the server of the JDK, which answers 400 by itself.
        assertThat(problems(attack.run(Duration.ZERO, done -> {})))
                .filteredOn(problem -> problem.endsWith(
                        ": not asked: the edge's rate limit answered 429; wait a minute and ask again"))
                .hasSizeGreaterThan(150);
    }

    @Test
    void attacks_keep_a_pause_between_them() throws IOException {
        LiveAttack attack = serve(403, "text/html", "").attack();
        long began = System.nanoTime();

        attack.run(Duration.ofMillis(5), done -> {});

        assertThat(System.nanoTime() - began)
                .isGreaterThanOrEqualTo(
                        Duration.ofMillis(5).multipliedBy(attack.count() - 1L).toNanos());
    }

    @Test
    void a_gateway_that_sleeps_is_told_as_asleep() throws IOException {
        assertThat(serve(530, "text/html", "error code: 1033")
                        .reach(Duration.ZERO)
                        .problem())
                .hasValue("the edge answers 530: the gateway sleeps or its tunnel is down; ./portcullis status tells,"
                        + " ./portcullis start wakes it");
        assertThat(asked).hasValue(1);
    }

    @Test
    void one_that_may_be_waking_is_asked_again() throws IOException {
        assertThat(serve(530, "text/html", "").reach(Duration.ofMillis(1)).passed())
                .isFalse();
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void a_host_that_serves_something_else_is_no_gateway() throws IOException {
        assertThat(serve(200, "text/html", "<html>hello</html>")
                        .reach(Duration.ZERO)
                        .problem())
                .hasValue("expected 200 with \"data\", got 200 text/html");
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        Smoke smoke = serve(302, "text/html", "");

        assertThat(smoke.reach(Duration.ZERO).problem())
                .hasValue("a redirect (302), which is not followed: this host is for people");
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_certificate_that_nobody_signed_ends_it_before_anything_is_sent() throws Exception {
        Path store = folder.resolve("self-signed.p12");
        keytool(store, "-ext", "san=ip:127.0.0.1");
        Smoke smoke = serveTls(store);

        assertThat(smoke.reach(Duration.ZERO).problem()).hasValue("TLS: the certificate is not valid for this host");
        assertThat(problems(smoke.free())).allMatch(problem -> problem.contains(": TLS: the certificate"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void nobody_at_the_other_end_is_told_without_the_host() throws IOException {
        Smoke smoke = serve(200, "text/html", "");
        server.stop(0);

        assertThat(smoke.reach(Duration.ZERO).problem()).hasValue("no answer (ConnectException)");
    }

    private static List<String> problems(List<Check.Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.passed())
                .map(outcome -> outcome.name() + ": " + outcome.problem().orElseThrow())
                .toList();
    }

    private Smoke serve(int status, String type, String body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        start(status, type, body);
        return new Smoke("http://127.0.0.1:" + server.getAddress().getPort(), CREDENTIALS);
    }

    private Smoke serveTls(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), "password".toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "password".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(context));
        server = tls;
        start(200, "application/json", LIST);
        return new Smoke("https://127.0.0.1:" + server.getAddress().getPort(), CREDENTIALS);
    }

    private void start(int status, String type, String body) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            try (InputStream request = exchange.getRequestBody()) {
                request.readAllBytes();
            }
            exchange.getResponseHeaders().add("content-type", type);
            exchange.getResponseHeaders().add("location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    private static void keytool(Path store, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "self",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                store.toString()));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(store.resolveSibling("keytool.log")))
                .isZero();
    }
}
