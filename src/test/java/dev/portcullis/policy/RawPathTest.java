package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a..b",
                "/../a",
                "/./a",
                "/.a",
                "/a/.",
                "//a",
                "/a//b",
                "/a%20b",
                "/%",
                "/a\\b",
                "/a;b",
                "/a\u0000",
                "/a\tb",
                "/a\nb",
                "/a b",
                "/a\u001f",
                "/a\u007f",
                "/a\u0080",
                "/é"
            })
    void what_servers_read_differently_is_malformed(String path) {
        assertThat(RawPath.isMalformed(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/models", "/v1/models/a.b:0_c-d", "/a~b", "/!\"#$&'()*+,<=>?@[]^_`{|}", "*", ""})
    void everything_else_of_visible_ascii_is_not(String path) {
        assertThat(RawPath.isMalformed(path)).isFalse();
    }

    @Test
    void no_request_that_must_pass_is_malformed() {
        assertThat(Corpus.pass()).noneMatch(line -> RawPath.isMalformed(line.rawPath()));
    }
}
