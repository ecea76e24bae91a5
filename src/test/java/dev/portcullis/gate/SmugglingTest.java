package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose end two readers would see at different places: one answer, and the connection is closed. */
final class SmugglingTest {
    private static TestGate gate;

    @BeforeAll
    static void start() throws IOException {
        gate = TestGate.start();
    }

    @AfterAll
    static void stop() throws IOException {
        gate.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transfer-encoding: xchunked",
                "transfer-encoding: gzip, chunked",
                "transfer-encoding: identity",
                "transfer-encoding: chunked\r\ncontent-length: 4",
                "content-length: 0\r\ncontent-length: 4",
                "content-length: 1000000000000000000000",
                "host: other.example.com",
                ": nameless",
            })
    void what_follows_a_head_with_two_meanings_is_never_read_as_a_request(String field) {
        try (Wire wire = gate.wire()) {
            wire.send(head(field) + inner());

            assertThat(wire.status()).isEqualTo(400);
            assertThat(wire.rest()).contains("malformed_request").doesNotContain("HTTP/1.1 200");
        }
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 2\r\n{}\r\n0\r\n\r\n",
                "\t2\r\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "2\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "\r\n2\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}x\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\n: x\r\n\r\n",
                "123456789\r\n"
            })
    void chunks_with_two_meanings_end_the_connection(String chunks) {
        try (Wire wire = gate.wire()) {
            wire.send(head("transfer-encoding: chunked") + chunks + inner());

            assertThat(wire.status()).isEqualTo(400);
            assertThat(wire.rest())
                    .contains("connection: close", "\"code\":\"malformed_body\"")
                    .doesNotContain(" 200 ");
        }
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @Test
    void chunks_as_they_should_be_are_read_byte_by_byte_too() throws InterruptedException {
        String request = head("transfer-encoding: chunked") + "1;a=b\r\n{\r\n"
                + Integer.toHexString(TestGate.CHAT.length() - 1) + "\r\n" + TestGate.CHAT.substring(1)
                + "\r\n0\r\nx: y\r\n\r\n";
        gate.liteLlm.answer(call -> call.json("{}"));
        try (Wire wire = gate.wire()) {
            for (int i = 0; i < request.length(); i++) {
                wire.send(request.substring(i, i + 1));
            }
            assertThat(wire.status()).isEqualTo(200);
        }
        assertThat(gate.liteLlm.next().body().toString()).contains("\"content\":\"hi\"");
    }

    @Test
    void the_admin_port_does_nothing_for_a_body_that_broke_off() {
        String body = "{\"name\":\"smuggled\",\"client\":\"laptop\"}";
        try (Wire wire = new Wire(gate.gate.adminPort())
                .send("POST /admin/keys HTTP/1.1\r\nHost: localhost\r\nauthorization: Bearer " + TestMoney.ADMIN.text()
                        + "\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
                        + Integer.toHexString(body.length()) + "\r\n" + body + "\r\nx\r\n0\r\n\r\n")) {
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void a_length_of_several_zeros_is_no_body() {
        try (Wire wire = gate.wire()
                .send("GET /v1/models HTTP/1.1\r\nHost: x\r\ncontent-length: 000\r\n" + gate.credentials() + "\r\n")) {
            assertThat(wire.status()).isEqualTo(200);
        }
    }

    @Test
    void a_second_request_on_the_same_connection_is_answered_after_the_first() {
        String get = "GET /v1/models HTTP/1.1\r\nHost: x\r\n" + gate.credentials();
        try (Wire wire = gate.wire().send(get + "\r\n" + get + "connection: close\r\n\r\n")) {
            assertThat(wire.rest().split("HTTP/1.1 200 OK", -1)).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example.com", "llm.example.com.evil.com", "", "127.0.0.1.evil.com:8090", "2130706433"})
    void a_page_with_another_name_reads_nothing_of_any_port(String host) {
        for (int port : new int[] {gate.gate.port(), gate.gate.adminPort()}) {
            for (String path : new String[] {"/healthz", "/metrics", "/openapi.yaml", "/v1/models"}) {
                try (Wire wire = new Wire(port)
                        .send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nconnection: close\r\n\r\n")) {
                    assertThat(wire.status()).isEqualTo(421);
                }
            }
        }
    }

    @Test
    void the_configured_names_and_the_machines_own_are_known_at_any_port() {
        for (String host :
                new String[] {"llm.example.com", "LLM.example.com:443", "127.0.0.1:8080", "localhost", "[::1]:1"}) {
            try (Wire wire = gate.wire()
                    .send("GET /v1/models HTTP/1.1\r\nHost: " + host + "\r\n" + gate.credentials() + "\r\n")) {
                assertThat(wire.status()).isEqualTo(200);
            }
        }
    }

    private static String head(String field) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\ncontent-type: application/json\r\n"
                + gate.credentials() + field + "\r\n\r\n";
    }

    /** A good request of its own, which a smuggler hides in the body of another. */
    private static String inner() {
        return "GET /v1/models HTTP/1.1\r\nHost: x\r\n" + gate.credentials() + "\r\n";
    }
}
