package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RulesLanguageTest {
    private static final Map<String, Object> FIELDS =
            Map.of("ssl", true, "http.host", "A", "http.request.method", "GET", "ip.src", "203.0.113.7");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl or ssl and not ssl",
                "not not ssl",
                "not (ssl and not ssl)",
                "lower(http.host) eq \"a\"",
                "http.request.method in {\"POST\" \"GET\"}",
                "starts_with(http.request.method, \"G\")",
                "not http.host contains \"\\\\\"",
                "ip.src in {2001:db8::/32 203.0.113.0/24}",
            })
    void what_is_true_is_decided_so(String text) {
        assertThat(RulesLanguage.decide(text, FIELDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not ssl or not ssl and ssl",
                "not ssl and ssl",
                "http.host eq \"a\"",
                "http.request.method in {\"POST\"}",
                "ip.src in {203.0.114.0/24}",
            })
    void what_is_false_is_decided_so(String text) {
        assertThat(RulesLanguage.decide(text, FIELDS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssl ssl",
                "(ssl",
                "http.host",
                "http.host eq \"a",
                "http.host eq \"\\n\"",
                "http.host matches \"a\"",
                "http.cookie eq \"a\"",
                "ip.src in {203.0.113.7}",
            })
    void what_is_not_of_the_language_is_refused(String text) {
        assertThatThrownBy(() -> RulesLanguage.decide(text, FIELDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("expected ");
    }
}
