package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalizationTest {
    @ParameterizedTest
    @CsvSource({
        // Cloudflare's own examples
        "/hello, /hello",
        "/%68ello, /hello",
        "/%68ello//pa\\th, /hello//pa%5Cth",
        "/hello//../path, /hello/path",
        "/hello/\\../path, /hello/%5C../path",
    })
    void the_published_examples_hold(String raw, String normalised) {
        assertThat(Normalization.rfc3986(raw)).isEqualTo(normalised);
    }

    @ParameterizedTest
    @CsvSource({
        "/%41%5A%61%7a%30%39, /AZaz09",
        "/%2d%2E%5f%7E, /-._~",
        "/a%2fb, /a%2Fb",
        "/a%5cb, /a%5Cb",
        "/a%3bb;c, /a%3Bb;c",
        "/%00, /%00",
        "/%252e%252e/x, /%252e%252e/x",
        "/:?#[]@!$&()*+;=, /:?#[]@!$&()*+;=",
        "'/a,b''c', '/a,b''c'",
        "/%, /%",
        "/%2, /%2",
        "/%zz, /%zz",
        "/é, /%C3%A9",
        "/a|b, /a%7Cb",
        "/a b, /a%20b",
    })
    void only_what_never_needs_encoding_is_decoded(String raw, String normalised) {
        assertThat(Normalization.rfc3986(raw)).isEqualTo(normalised);
    }

    @Test
    void control_characters_are_encoded() {
        assertThat(Normalization.rfc3986("/a\t\r\n\u0000\u007f")).isEqualTo("/a%09%0D%0A%00%7F");
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b/c/./../../g, /a/g",
        "mid/content=5/../6, mid/6",
        "/../a, /a",
        "/a/.., /",
        "/a/., /a/",
        "/.., /",
        "/., /",
        "., ''",
        "../a, a",
        "./a, a",
        "/a/...., /a/....",
        "/..a/.b, /..a/.b",
        "/a//..//b, /a//b",
        "//a, //a",
        "'', ''",
    })
    void dot_segments_are_removed_as_in_the_standard(String raw, String normalised) {
        assertThat(Normalization.rfc3986(raw)).isEqualTo(normalised);
    }

    @ParameterizedTest
    @CsvSource({"/key/%2e%2e/v1, /v1", "/key/.%2E/v1, /v1", "/v1/%2e/models, /v1/models", "/a/%2e%2e, /"})
    void encoded_dot_segments_are_decoded_first_and_then_removed(String raw, String normalised) {
        assertThat(Normalization.rfc3986(raw)).isEqualTo(normalised);
    }

    @Test
    void what_was_decoded_is_not_decoded_again() {
        assertThat(Normalization.rfc3986("/%2565")).isEqualTo("/%2565");
    }
}
