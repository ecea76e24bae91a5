package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Corpus;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first steps of the chain, against what the corpus holds, sent as it stands and with a good token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocksTest {
    private TestGate gate;

    @BeforeAll
    void start() throws IOException {
        gate = TestGate.start();
    }

    @AfterAll
    void stop() throws IOException {
        gate.close();
    }

    static Stream<Corpus.Line> attacks() {
        return Stream.concat(Corpus.attacks().stream().filter(Corpus.Line::gateToo), Corpus.gateOnly().stream());
    }

    static List<Corpus.Line> pass() {
        return Corpus.pass();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void every_attack_of_the_corpus_is_refused_although_its_token_is_good(Corpus.Line line) {
        assertThat(status(line, gate.token())).isIn(400, 404);
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @ParameterizedTest
    @MethodSource("pass")
    void every_good_request_of_the_corpus_gets_as_far_as_the_token(Corpus.Line line) {
        assertThat(status(line, "")).isEqualTo(401);
    }

    @Test
    void a_refusal_says_what_was_expected() {
        assertThat(gate.get("/v1/models/a..b").body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"path: a segment is empty, encoded or made of dots. Send"
                                + " plain segments\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"malformed_path\"}}");
        assertThat(gate.get("/key/generate").body())
                .isEqualTo("{\"error\":{\"message\":\"path: this gateway has no route for that method and"
                        + " path\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"not_found\"}}");
    }

    @Test
    void a_client_of_anthropics_gets_errors_that_it_understands_even_without_a_route() {
        HttpResponse<String> response = gate.send(gate.request("/v1/complete")
                .header("anthropic-version", "2023-06-01")
                .GET()
                .build());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":"
                        + "\"path: this gateway has no route for that method and path\"},\"request_id\":\""
                        + response.headers().firstValue("request-id").orElse("") + "\"}");
    }

    @Test
    void no_token_is_401_in_the_shape_of_the_route() {
        HttpResponse<String> response = gate.send(HttpRequest.newBuilder(
                        gate.request("/v1/messages").GET().build().uri())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":"
                        + "\"Cf-Access-Jwt-Assertion: expected one assertion, got 0."
                        + " Send CF-Access-Client-Id and CF-Access-Client-Secret to the public host name\"},\"request_id\":\""
                        + response.headers().firstValue("request-id").orElse("") + "\"}");
    }

    @Test
    void a_token_of_ten_kilobytes_is_401_and_not_a_broken_connection() {
        HttpResponse<String> response = gate.send(
                HttpRequest.newBuilder(gate.request("/v1/models").GET().build().uri())
                        .header("cf-access-jwt-assertion", "x".repeat(10_240))
                        .build());

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void what_is_no_http_is_refused_and_cut_off() {
        try (Wire wire = gate.wire().send("hello\r\n\r\n")) {
            assertThat(wire.status()).isEqualTo(400);
            assertThat(wire.rest())
                    .endsWith("{\"error\":{\"message\":\"The request is not valid HTTP/1.1\",\"type\":"
                            + "\"invalid_request_error\",\"param\":null,\"code\":\"malformed_request\"}}");
        }
    }

    @Test
    void without_keys_from_the_team_the_gate_stays_closed_until_they_come() throws IOException {
        try (TestGate closed = TestGate.startWithoutKeys()) {
            HttpResponse<String> refused = closed.get("/v1/models");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).contains("10");
            assertThat(refused.body()).contains("\"code\":\"access_unavailable\"");

            closed.keyServer.up(true);
            closed.clock.pass(Duration.ofSeconds(6));
            assertThat(closed.get("/v1/models").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_gate_that_has_keys_keeps_working_when_the_team_cannot_be_reached() throws IOException {
        try (TestGate open = TestGate.start()) {
            assertThat(open.get("/v1/models").statusCode()).isEqualTo(200);
            open.keyServer.up(false);
            open.clock.pass(Duration.ofHours(2));

            assertThat(open.get("/v1/models").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_rotated_key_is_fetched_when_the_first_token_with_it_arrives() throws IOException {
        try (TestGate open = TestGate.start()) {
            assertThat(open.get("/v1/models").statusCode()).isEqualTo(200);
            open.keyServer.publish(Team.published(Team.FIRST, Team.SECOND));
            open.clock.pass(Duration.ofSeconds(61));
            HttpRequest request = HttpRequest.newBuilder(
                            open.request("/v1/models").GET().build().uri())
                    .header("x-portcullis-key", TestMoney.key())
                    .header("cf-access-jwt-assertion", Team.sign(Team.SECOND, Team.claims(open.clock.instant())))
                    .build();

            assertThat(open.send(request).statusCode()).isEqualTo(200);
            assertThat(open.keyServer.asked()).isEqualTo(2);
        }
    }

    private int status(Corpus.Line line, String token) {
        String credential = token.isEmpty()
                ? ""
                : "x-portcullis-key: " + TestMoney.key() + "\r\ncf-access-jwt-assertion: " + token + "\r\n";
        try (Wire wire = gate.wire()) {
            return wire.send(line.method() + " " + line.target() + " HTTP/1.1\r\nHost: " + line.host() + "\r\n"
                            + credential + "Connection: close\r\n\r\n")
                    .status();
        }
    }
}
