package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.portcullis.policy.Corpus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both locks of the operators' door, with requests as they stand on the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperatorsDoorTest {
    private static final Instant NOW = FakeClock.START;
    private static final String KEY = "authorization: Bearer " + TestMoney.ADMIN.text() + "\r\n";
    private static final String WRONG_KEY = "authorization: Bearer ak-first-" + "1".repeat(43) + "\r\n";
    private static final String PROGRAM = assertion(Team.program(NOW));
    private static final String BOSS = assertion(Team.person(NOW, "Boss@Example.com"));
    private static final String READER = assertion(Team.person(NOW, "reader@example.com"));

    private TestGate gate;

    @BeforeAll
    void start() throws IOException {
        gate = TestGate.start();
    }

    @AfterAll
    void stop() throws IOException {
        gate.close();
    }

    /** Assertions that open nothing, with the end of what the gate says. */
    static Stream<Arguments> forgeries() {
        JWSHeader first = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(Team.FIRST.getKeyID())
                .build();
        return Stream.of(
                arguments("none", "", "expected one assertion, got 0"),
                arguments("two", PROGRAM + PROGRAM, "expected one assertion, got 2"),
                arguments("a program's and a person's", PROGRAM + BOSS, "expected one assertion, got 2"),
                arguments("a caller's", assertion(Team.claims(NOW)), "has another audience"),
                arguments(
                        "a caller's with a listed address",
                        assertion(Team.claims(NOW).claim("common_name", null).claim("email", "boss@example.com")),
                        "has another audience"),
                arguments(
                        "another team's",
                        assertion(Team.person(NOW, "boss@example.com").issuer("https://evil.cloudflareaccess.com")),
                        "has another issuer"),
                arguments(
                        "an expired one",
                        assertion(Team.person(NOW, "boss@example.com").expirationTime(Date.from(NOW.minusSeconds(61)))),
                        "has expired"),
                arguments(
                        "one of later",
                        assertion(Team.person(NOW, "boss@example.com").notBeforeTime(Date.from(NOW.plusSeconds(61)))),
                        "is not valid yet"),
                arguments(
                        "one signed by another key under the team's name",
                        header(Team.sign(first, Team.SECOND, Team.person(NOW, "boss@example.com"))),
                        "has a wrong signature"),
                arguments(
                        "one signed by an unknown key",
                        header(Team.sign(Team.SECOND, Team.person(NOW, "boss@example.com"))),
                        "is signed with a key that is not in the team's JWKS"),
                arguments("no JWT at all", header("boss@example.com"), "is not a signed JWT"),
                arguments(
                        "a client's token for the admin application",
                        assertion(Team.program(NOW).claim("common_name", Team.CLIENT_ID)),
                        "names a service token that is not the operators'"),
                arguments(
                        "the operators' token with an address",
                        assertion(Team.program(NOW).claim("email", "boss@example.com")),
                        "names a service token that is not the operators'"),
                arguments(
                        "a list of tokens",
                        assertion(Team.program(NOW).claim("common_name", List.of(Team.OPERATORS_ID))),
                        "names a service token that is not the operators'"),
                arguments(
                        "an empty token beside an address",
                        assertion(Team.person(NOW, "boss@example.com").claim("common_name", "")),
                        "names a service token that is not the operators'"),
                arguments(
                        "nobody",
                        assertion(Team.person(NOW, "").claim("email", null)),
                        "names neither a person's address nor a service token"),
                arguments(
                        "a list of addresses",
                        assertion(Team.person(NOW, "").claim("email", List.of("boss@example.com"))),
                        "names neither a person's address nor a service token"),
                arguments(
                        "an address with a name",
                        assertion(Team.person(NOW, "Boss <boss@example.com>")),
                        "names neither a person's address nor a service token"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void a_forged_assertion_opens_nothing_even_with_the_admin_key(String what, String headers, String told) {
        Reply reply = door("GET", "/admin/keys", headers + KEY, "");

        assertThat(reply.status).isEqualTo(401);
        assertThat(reply.text).contains("\"code\":\"access_token_").contains(told);
    }

    @Test
    void a_person_whom_the_settings_do_not_list_is_refused_even_with_the_admin_key() {
        Reply reply = door("GET", "/admin/keys", assertion(Team.person(NOW, "eve@example.org")) + KEY, "");

        assertThat(reply.status).isEqualTo(403);
        assertThat(reply.text).contains("\"code\":\"not_an_operator\"");
    }

    @Test
    void a_program_needs_the_admin_key_too() {
        assertThat(door("GET", "/admin/keys", PROGRAM, "").status).isEqualTo(401);
        assertThat(door("GET", "/admin/keys", PROGRAM + WRONG_KEY, "").status).isEqualTo(401);
        assertThat(door("GET", "/admin/keys", PROGRAM + KEY + KEY, "").status).isEqualTo(401);
        assertThat(door("GET", "/admin/keys", PROGRAM + KEY, "").status).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "boss@example.com, 200, 400, 400",
        "BOSS@EXAMPLE.COM, 200, 400, 400",
        "keys@example.com, 200, 400, 403",
        "reader@example.com, 200, 403, 403"
    })
    void a_person_may_do_what_the_settings_say_without_an_admin_key(String email, int read, int keys, int all) {
        String person = assertion(Team.person(NOW, email));

        assertThat(List.of(
                        door("GET", "/admin/keys", person, "").status,
                        door("POST", "/admin/keys", person, "{}").status,
                        door("POST", "/admin/admin-keys", person, "{}").status))
                .containsExactly(read, keys, all);
    }

    @Test
    void an_admin_key_gives_a_person_no_more_than_the_settings_and_a_wrong_one_gives_nothing() {
        assertThat(door("POST", "/admin/keys", READER + KEY, "{}").status).isEqualTo(403);
        assertThat(door("GET", "/admin/keys", READER + KEY, "").status).isEqualTo(200);
        assertThat(door("GET", "/admin/keys", BOSS + WRONG_KEY, "").status).isEqualTo(401);
    }

    @Test
    void a_member_of_a_group_comes_with_an_admin_key() throws IOException {
        String member = assertion(Team.person(NOW, "eve@example.org"));
        try (TestGate open = TestGate.startWithGroups()) {
            assertThat(send(open.doorWire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, member, "").status)
                    .isEqualTo(401);
            assertThat(send(open.doorWire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, member + KEY, "").status)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llm.example.com",
                "127.0.0.1",
                "localhost",
                "[::1]",
                "llm-admin.example.com.evil.org",
                "xllm-admin.example.com",
                "llm-admin.example.com@evil.org"
            })
    void the_door_answers_to_no_other_host_name(String host) {
        Reply reply = send(gate.doorWire(), "GET", "/admin/keys", host, BOSS + KEY, "");

        assertThat(reply.status).isIn(400, 421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llm-admin.example.com:443", "LLM-Admin.Example.com", "llm-admin.example.com."})
    void the_door_answers_to_its_name_however_it_is_written(String host) {
        assertThat(send(gate.doorWire(), "GET", "/admin/keys", host, BOSS, "").status)
                .isEqualTo(200);
    }

    @Test
    void two_host_headers_are_refused() {
        assertThat(send(gate.doorWire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, "Host: x\r\n" + BOSS, "").status)
                .isEqualTo(400);
    }

    /** Paths that lead elsewhere when somebody tidies them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/healthz",
                "/readyz",
                "/metrics",
                "/",
                "/admin",
                "/admin/",
                "/admin//keys",
                "/admin/../metrics",
                "/admin/./keys",
                "/admin/%2e%2e/metrics",
                "/admin/keys/a%2frevoke",
                "/admin/keys/a/revoke/",
                "/admin/keys;x",
                "/Admin/keys",
                "/v1/models",
                "/v1/chat/completions",
                "/admin\\keys"
            })
    void the_door_knows_the_paths_of_the_admin_api_alone(String path) {
        assertThat(door("GET", path, BOSS + KEY, "").status).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin: https://evil.example.com\r\n",
                "origin: https://llm.example.com\r\n",
                "origin: null\r\n",
                "origin: https://llm-admin.example.com\r\norigin: https://evil.example.com\r\n",
                "sec-fetch-site: cross-site\r\n",
                "sec-fetch-site: same-site\r\n"
            })
    void a_page_of_another_site_cannot_use_the_session_of_a_person(String page) {
        assertThat(door("POST", "/admin/keys", BOSS + page, "{}").status).isEqualTo(403);
    }

    @Test
    void a_page_of_the_admin_host_itself_may_ask() {
        String page = "origin: https://llm-admin.example.com\r\nsec-fetch-site: same-origin\r\n";

        assertThat(door("GET", "/admin/keys", BOSS + page, "").status).isEqualTo(200);
    }

    static List<Corpus.Line> attacks() {
        return Stream.concat(Corpus.attacks().stream().filter(Corpus.Line::gateToo), Corpus.gateOnly().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void every_attack_of_the_corpus_is_refused_at_the_door_although_its_assertion_is_good(Corpus.Line line) {
        assertThat(send(gate.doorWire(), line.method(), line.target(), TestGate.ADMIN_HOST, BOSS + KEY, "").status)
                .isIn(400, 404);
    }

    @Test
    void an_operators_assertion_is_none_for_callers() {
        for (String operators : List.of(PROGRAM, BOSS)) {
            Reply reply = send(
                    gate.wire(),
                    "GET",
                    "/v1/models",
                    "llm.example.com",
                    operators + "x-portcullis-key: " + TestMoney.key() + "\r\n",
                    "");
            assertThat(reply.status).isEqualTo(401);
            assertThat(reply.text).contains("has another audience");
        }
    }

    @Test
    void the_callers_listener_never_reaches_the_admin_api() {
        String both = "cf-access-jwt-assertion: " + gate.token() + "\r\n" + KEY;

        for (String host : List.of("llm.example.com", "127.0.0.1")) {
            assertThat(send(gate.wire(), "GET", "/admin/keys", host, both, "").status)
                    .isEqualTo(404);
        }
        assertThat(send(gate.wire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, BOSS + KEY, "").status)
                .isEqualTo(421);
    }

    @Test
    void the_admin_port_stays_as_it_is_and_an_assertion_is_worth_nothing_there() {
        assertThat(send(gate.adminWire(), "GET", "/admin/keys", "127.0.0.1", KEY, "").status)
                .isEqualTo(200);
        assertThat(send(gate.adminWire(), "GET", "/admin/keys", "127.0.0.1", BOSS, "").status)
                .isEqualTo(401);
        assertThat(send(gate.adminWire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, BOSS + KEY, "").status)
                .isEqualTo(421);
    }

    @Test
    void the_audit_says_who_did_it() {
        String name = "audited-" + UUID.randomUUID().toString().substring(0, 8);
        for (Arguments row : List.of(
                arguments(name + "-a", BOSS, "boss@example.com"),
                arguments(name + "-b", BOSS + KEY, "boss@example.com/first"),
                arguments(name + "-c", PROGRAM + KEY, "operators/first"))) {
            Object[] given = row.get();
            String body = "{\"name\":\"" + given[0] + "\",\"client\":\"laptop\",\"budgets\":{\"day\":\"1\"}}";
            assertThat(door("POST", "/admin/keys", String.valueOf(given[1]), body).status)
                    .isEqualTo(201);
            assertThat(door("GET", "/admin/audit?limit=1", BOSS, "").text)
                    .contains("\"admin\":\"" + given[2] + "\"")
                    .contains(String.valueOf(given[0]));
        }
    }

    @Test
    void the_log_names_who_came_and_what_became_of_those_who_were_refused() throws Exception {
        try (TestGate fresh = TestGate.start()) {
            send(fresh.doorWire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, BOSS, "");
            assertThat(fresh.operatorLines(1).get(0))
                    .contains(
                            "\"who\":\"boss@example.com\",\"method\":\"GET\",\"path\":\"/admin/keys\",\"status\":200");
            send(fresh.doorWire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, "", "");
            assertThat(fresh.operatorLines(2).get(1)).contains("\"who\":\"\"").contains("\"status\":401");
        }
    }

    @Test
    void without_the_teams_keys_nobody_operates() throws IOException {
        try (TestGate closed = TestGate.startWithoutKeys()) {
            assertThat(send(closed.doorWire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, BOSS + KEY, "").status)
                    .isEqualTo(503);
            closed.keyServer.up(true);
            closed.clock.pass(Duration.ofSeconds(6));
            assertThat(send(closed.doorWire(), "GET", "/admin/keys", TestGate.ADMIN_HOST, BOSS, "").status)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_body_of_someone_unknown_is_not_read() {
        try (Wire wire = gate.doorWire()) {
            int status = wire.send("POST /admin/keys HTTP/1.1\r\nHost: " + TestGate.ADMIN_HOST
                            + "\r\nContent-Length: 60000\r\n\r\n")
                    .status();

            assertThat(status).isEqualTo(401);
            assertThat(wire.rest()).contains("connection: close");
        }
    }

    private record Reply(int status, String text) {}

    private Reply door(String method, String path, String headers, String body) {
        return send(gate.doorWire(), method, path, TestGate.ADMIN_HOST, headers, body);
    }

    private static Reply send(Wire wire, String method, String path, String host, String headers, String body) {
        try (wire) {
            int status = wire.send(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                            + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
                            + "Connection: close\r\n\r\n" + body)
                    .status();
            return new Reply(status, wire.rest());
        }
    }

    private static String assertion(JWTClaimsSet.Builder claims) {
        return header(Team.sign(Team.FIRST, claims));
    }

    private static String header(String token) {
        return "cf-access-jwt-assertion: " + token + "\r\n";
    }
}
