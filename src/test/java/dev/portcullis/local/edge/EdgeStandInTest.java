package dev.portcullis.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.Origin;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Over real sockets: what an HTTP client or server would tidy is what has to be seen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EdgeStandInTest {
    private static final String HOST_HEADER = "Host: llm.example.com";
    private static final String ID = "CF-Access-Client-Id: ci.access";
    private static final String SECRET = "CF-Access-Client-Secret: s1";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final AccessTeam team = AccessTeam.start(clock);
    private StubUpstream gate;
    private EdgeStandIn edge;

    EdgeStandInTest() throws IOException {
        gate = StubUpstream.ok();
        edge = Edges.start(gate, team, LONG, List.of(), List.of(), clock);
    }

    @BeforeEach
    void begin() throws IOException {
        restart(StubUpstream.ok(), LONG, List.of(), List.of());
    }

    @AfterAll
    void stop() throws IOException {
        edge.close();
        gate.close();
        team.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /key/../v1/models, malformed",
        "GET, /v1/%6dodels, malformed",
        "GET, //v1/models, malformed",
        "DELETE, /v1/models, malformed",
        "GET, /health, allowlist",
        "OPTIONS, /v1/messages, allowlist",
    })
    void a_refusal_names_the_rule(String method, String path, String ref) throws Exception {
        RawClient.Response response = RawClient.ask(edge.port(), method, path, HOST_HEADER, ID, SECRET);

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.header("x-portcullis-edge")).isEqualTo(ref);
        assertThat(response.body()).contains("Sorry, you have been blocked");
    }

    @Test
    void this_machines_own_name_stands_for_the_host() throws Exception {
        for (String name : List.of("127.0.0.1:", "localhost:")) {
            RawClient.Response response =
                    RawClient.ask(edge.port(), "GET", "/v1/models", "Host: " + name + edge.port(), ID, SECRET);
            assertThat(response.status()).isEqualTo(200);
            assertThat(values("host")).containsExactly("llm.example.com");
        }
        RawClient.Response attack =
                RawClient.ask(edge.port(), "GET", "/health", "Host: localhost:" + edge.port(), ID, SECRET);
        assertThat(attack.header("x-portcullis-edge")).isEqualTo("allowlist");
    }

    @ParameterizedTest
    @CsvSource({"www.example.com", "llm.example.com.evil.org", "localhost:1"})
    void another_host_has_no_way_to_the_gate(String host) throws Exception {
        RawClient.Response response = RawClient.ask(edge.port(), "GET", "/v1/models", "Host: " + host, ID, SECRET);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("x-portcullis-edge")).isEqualTo("host");
        assertThat(gate.heads()).isEmpty();
    }

    @Test
    void only_allowed_addresses_pass_when_there_are_any() throws Exception {
        restart(gate, LONG, List.of(new Cidr("127.0.0.2/32")), List.of());

        RawClient.Response other = RawClient.ask(edge.port(), "GET", "/v1/models", HOST_HEADER, ID, SECRET);
        RawClient.Response allowed =
                RawClient.from("127.0.0.2", edge.port(), "GET", "/v1/models", HOST_HEADER, ID, SECRET);

        assertThat(other.header("x-portcullis-edge")).isEqualTo("sources");
        assertThat(allowed.status()).isEqualTo(200);
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                Arguments.of("none", List.of(), 401),
                Arguments.of("no secret", List.of(ID), 401),
                Arguments.of("no id", List.of(SECRET), 401),
                Arguments.of("wrong secret", List.of(ID, "CF-Access-Client-Secret: s2"), 401),
                Arguments.of("unknown id", List.of("CF-Access-Client-Id: x.access", SECRET), 401),
                Arguments.of("twice", List.of(ID, SECRET, SECRET), 401),
                Arguments.of("foreign", List.of("CF-Access-Client-Id: web.access", "CF-Access-Client-Secret: s2"), 403),
                Arguments.of("good", List.of(ID, SECRET), 200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("credentials")
    void access_answers_as_in_strict_mode(String what, List<String> headers, int status) throws Exception {
        List<String> all =
                Stream.concat(Stream.of(HOST_HEADER), headers.stream()).toList();

        RawClient.Response response = RawClient.ask(edge.port(), "GET", "/v1/models", all.toArray(String[]::new));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("x-portcullis-edge")).isEqualTo(status == 200 ? "" : "access");
        assertThat(gate.heads()).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void the_gate_gets_a_token_that_the_teams_keys_verify() throws Exception {
        ask("GET", "/v1/models");

        SignedJWT jwt = SignedJWT.parse(values("cf-access-jwt-assertion").get(0));
        assertThat(jwt.verify(new RSASSAVerifier(
                        keys().getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(jwt.getJWTClaimsSet())
                .isEqualTo(new JWTClaimsSet.Builder()
                        .claim("type", "app")
                        .audience(List.of("aud-1"))
                        .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(24))))
                        .issueTime(Date.from(clock.instant()))
                        .notBeforeTime(Date.from(clock.instant()))
                        .issuer(team.issuer())
                        .claim("common_name", "ci.access")
                        .subject("")
                        .build());
        assertThat(team.issuer()).isEqualTo("https://stand-in.cloudflareaccess.com");
        assertThat(team.certs().getHost()).isEqualTo("127.0.0.1");
        assertThat(team.certs().getPath()).isEqualTo("/cdn-cgi/access/certs");
    }

    @Test
    void a_rotated_key_signs_at_once_and_the_one_before_stays_published() throws Exception {
        ask("GET", "/v1/models");
        String first = keys().getKeys().get(0).getKeyID();
        team.rotateKey();
        ask("GET", "/v1/models");
        String second = keys().getKeys().get(0).getKeyID();
        team.rotateKey();
        String third = keys().getKeys().get(0).getKeyID();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(keys().getKeys()).extracting(key -> key.getKeyID()).containsExactly(third, second);
        assertThat(gate.heads())
                .extracting(head -> SignedJWT.parse(StubUpstream.values(head, "cf-access-jwt-assertion")
                                .get(0))
                        .getHeader()
                        .getKeyID())
                .containsExactly(first, second);
        assertThat(keys().getKeys()).noneMatch(key -> key.isPrivate());
    }

    @Test
    void the_edges_own_headers_replace_the_callers() throws Exception {
        RawClient.ask(
                edge.port(),
                "GET",
                "/v1/models",
                HOST_HEADER,
                ID,
                SECRET,
                "Authorization: Bearer pc-1",
                "CF-Connecting-IP: 203.0.113.99",
                "CF-Ray: mine",
                "Cf-Access-Jwt-Assertion: forged",
                "X-Forwarded-Proto: gopher",
                "X-Hop: 1",
                "Connection: x-hop",
                "X-Other: kept");

        assertThat(values("cf-connecting-ip")).containsExactly("127.0.0.1");
        assertThat(values("cf-ray")).singleElement().asString().matches("[0-9a-f]{16}-TRY");
        assertThat(values("cf-access-jwt-assertion")).singleElement().isNotEqualTo("forged");
        assertThat(values("x-forwarded-proto")).containsExactly("https");
        assertThat(values("x-hop")).isEmpty();
        assertThat(values("x-other")).containsExactly("kept");
        assertThat(values("authorization")).containsExactly("Bearer pc-1");
        assertThat(values("cf-access-client-id")).containsExactly("ci.access");
        assertThat(values("cf-access-client-secret")).containsExactly("s1");
    }

    @Test
    void the_answer_carries_the_ray_and_the_gates_headers() throws Exception {
        RawClient.Response response = ask("GET", "/v1/models");

        assertThat(response.header("cf-ray")).isEqualTo(values("cf-ray").get(0));
        assertThat(response.header("x-gate")).isEqualTo("yes");
        assertThat(response.body()).isEqualTo("ok");
    }

    @Test
    void the_hundred_and_first_request_of_an_address_is_too_many() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(ask("GET", "/v1/models").status()).isEqualTo(200);
        }
        RawClient.Response refused = ask("GET", "/v1/models");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("x-portcullis-edge")).isEqualTo("rate");
        assertThat(refused.header("retry-after")).isEqualTo("10");
        assertThat(RawClient.from("127.0.0.2", edge.port(), "GET", "/v1/models", HOST_HEADER, ID, SECRET)
                        .status())
                .isEqualTo(200);
        clock.advance(Duration.ofSeconds(10));
        assertThat(ask("GET", "/v1/models").status()).isEqualTo(200);
    }

    @Test
    void a_stream_passes_chunk_by_chunk() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        restart(
                new StubUpstream(socket -> {
                    StubUpstream.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                    if (seen.await(10, TimeUnit.SECONDS)) {
                        StubUpstream.write(socket, "6\r\nsecond\r\n0\r\n\r\n");
                    }
                }),
                LONG,
                List.of(),
                List.of());

        try (Socket socket = RawClient.open("127.0.0.1", edge.port())) {
            RawClient.send(socket, "POST", "/v1/messages", HOST_HEADER, ID, SECRET);
            StringBuilder received = new StringBuilder();
            while (received.indexOf("first") < 0) {
                received.append((char) socket.getInputStream().read());
            }
            // The gate sends the rest only now: had the edge waited for it, this line would not be reached.
            seen.countDown();
            while (received.indexOf("second") < 0) {
                received.append((char) socket.getInputStream().read());
            }
            assertThat(received.toString()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void an_answer_that_does_not_begin_in_time_is_524() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        restart(new StubUpstream(socket -> never.await()), Duration.ofMillis(50), List.of(), List.of());

        RawClient.Response response = ask("POST", "/v1/messages");

        assertThat(response.status()).isEqualTo(524);
        assertThat(response.header("x-portcullis-edge")).isEqualTo("silence");
        assertThat(response.body()).isEqualTo("error code: 524");
    }

    @Test
    void a_stream_that_falls_silent_is_cut() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        restart(
                new StubUpstream(socket -> {
                    StubUpstream.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                    never.await();
                }),
                Duration.ofMillis(50),
                List.of(),
                List.of());

        RawClient.Response response = ask("POST", "/v1/messages");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("first").doesNotContain("0\r\n\r\n");
    }

    @Test
    void a_gate_that_is_not_there_is_502() throws Exception {
        gate.close();

        RawClient.Response response = ask("GET", "/v1/models");

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.header("x-portcullis-edge")).isEqualTo("origin");
    }

    @Test
    void a_caller_that_hangs_up_ends_the_request_to_the_gate() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        restart(
                new StubUpstream(socket -> {
                    begun.countDown();
                    if (socket.getInputStream().read() < 0) {
                        ended.countDown();
                    }
                }),
                LONG,
                List.of(),
                List.of());

        try (Socket socket = RawClient.open("127.0.0.1", edge.port())) {
            RawClient.send(socket, "POST", "/v1/messages", HOST_HEADER, ID, SECRET);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_browsers_preflight_is_answered_without_the_gate_and_without_credentials() throws Exception {
        restart(gate, LONG, List.of(), List.of(new Origin("https://chat.example.com")));

        RawClient.Response known = preflight("https://chat.example.com");
        RawClient.Response other = preflight("https://evil.example.com");

        assertThat(known.status()).isEqualTo(204);
        assertThat(known.header("access-control-allow-origin")).isEqualTo("https://chat.example.com");
        assertThat(known.header("access-control-allow-methods")).isEqualTo("POST");
        assertThat(known.header("access-control-allow-headers")).isEqualTo("authorization");
        assertThat(other.header("access-control-allow-origin")).isEmpty();
        assertThat(gate.heads()).isEmpty();
    }

    private RawClient.Response preflight(String origin) throws Exception {
        return RawClient.ask(
                edge.port(),
                "OPTIONS",
                "/v1/messages",
                HOST_HEADER,
                "Origin: " + origin,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization");
    }

    private RawClient.Response ask(String method, String path) throws Exception {
        return RawClient.ask(edge.port(), method, path, HOST_HEADER, ID, SECRET);
    }

    private JWKSet keys() throws Exception {
        return JWKSet.load(team.certs().toURL());
    }

    private List<String> values(String header) {
        return StubUpstream.values(gate.heads().get(gate.heads().size() - 1), header);
    }

    private void restart(StubUpstream upstream, Duration silence, List<Cidr> sources, List<Origin> origins)
            throws IOException {
        edge.close();
        if (upstream != gate) {
            gate.close();
        }
        gate = upstream;
        edge = Edges.start(upstream, team, silence, sources, origins, clock);
    }
}
