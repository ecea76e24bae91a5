package dev.portcullis.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostnameTest {
    @ParameterizedTest
    @ValueSource(strings = {"llm.example.com", "a.b.co", "x1.deep.sub-domain.example.org"})
    void a_full_name_is_taken_as_written(String name) {
        assertThat(new Hostname(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "llm",
                "example.com",
                "LLM.example.com",
                "llm.example.com.",
                ".llm.example.com",
                "llm..example.com",
                "-llm.example.com",
                "llm-.example.com",
                "llm_1.example.com",
                "https://llm.example.com",
                "llm.example.com/",
                "llm.example.com:443",
                "*.example.com",
                "203.0.113.7",
                "llm.example.c",
                "llm.example.com\n"
            })
    void anything_else_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hostname(name))
                .withMessage("not a host name: " + name);
    }

    @Test
    void sixty_three_characters_fit_and_sixty_four_do_not() {
        String longest = "a".repeat(51) + ".example.com";
        assertThat(longest).hasSize(63);
        assertThat(new Hostname(longest).value()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new Hostname("a" + longest));
    }
}
