package dev.portcullis.gate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramingTest {
    private static final String LINE = "POST /v1/messages HTTP/1.1";
    private static final String HOST = "\r\nHost: llm.example.com";

    @Test
    void a_body_ends_by_its_length_or_by_its_chunks() {
        assertThat(Framing.of(LINE + HOST)).contains(new Framing(false, 0));
        assertThat(Framing.of(LINE + HOST + "\r\nContent-Length:\t 12 ")).contains(new Framing(false, 12));
        assertThat(Framing.of(LINE + HOST + "\r\nTransfer-Encoding: Chunked")).contains(new Framing(true, 0));
        assertThat(Framing.of(LINE + HOST + "\r\ncontent-length: 999999999999999999"))
                .contains(new Framing(false, 999_999_999_999_999_999L));
        assertThat(Framing.of("GET /?a=\u00ff HTTP/1.0" + HOST + "\r\nx: \u00ff\r\ny:"))
                .contains(new Framing(false, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transfer-encoding: xchunked",
                "transfer-encoding: gzip, chunked",
                "transfer-encoding: chunked, identity",
                "transfer-encoding: identity",
                "transfer-encoding:",
                "transfer-encoding: \u000bchunked",
                "transfer-encoding: chunked\r\ntransfer-encoding: chunked",
                "transfer-encoding: chunked\r\ncontent-length: 5",
                "transfer-encoding : chunked",
                " transfer-encoding: chunked",
                "content-length: 5\r\ncontent-length: 5",
                "content-length: 5, 5",
                "content-length: +5",
                "content-length: -5",
                "content-length: 0x5",
                "content-length: 1000000000000000000",
                "content-length:",
                "host: other.example.com",
                "host: llm.example.com",
                ": empty",
                "x y: 1",
                "x",
                "x: a\r\n folded",
                "x: a\nb: c",
                "x: a\rb: c",
                "x: \u0000",
                "x: \u007f",
            })
    void a_field_with_more_than_one_meaning_is_none(String field) {
        assertThat(Framing.of(LINE + HOST + "\r\n" + field)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /v1/messages",
                "POST  /v1/messages HTTP/1.1",
                " POST /v1/messages HTTP/1.1",
                "POST /v1/messages  HTTP/1.1",
                "POST /v1/messages HTTP/1.1 ",
                "POST\t/v1/messages HTTP/1.1",
                "POST /v1/\tmessages HTTP/1.1",
                "POST /v1/mess ages HTTP/1.1",
                "POST /v1/messages http/1.1",
                "POST /v1/messages HTTP/2.0",
                "PO(ST /v1/messages HTTP/1.1",
                "\r\nPOST /v1/messages HTTP/1.1",
            })
    void a_line_that_is_not_three_words_is_no_request(String line) {
        assertThat(Framing.of(line + HOST)).isEmpty();
    }

    @Test
    void a_request_says_for_whom_it_is() {
        assertThat(Framing.of(LINE)).isEmpty();
    }

    @Test
    void chunks_are_not_of_http_1_0() {
        assertThat(Framing.of("POST / HTTP/1.0" + HOST + "\r\nTransfer-Encoding: chunked"))
                .isEmpty();
    }
}
