package dev.portcullis.local.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectiveTest {

    static Stream<Arguments> directives() {
        return Stream.of(
                Arguments.of("[[slow 2s]]", new Directive.Slow(Duration.ofSeconds(2))),
                Arguments.of("[[silent 500ms]]", new Directive.Silent(Duration.ofMillis(500))),
                Arguments.of("[[throttle 1]]", new Directive.Throttle(1)),
                Arguments.of("[[fail]]", new Directive.Fail()),
                Arguments.of("[[no-use-case]]", new Directive.NoUseCase()),
                Arguments.of("[[no-subscription]]", new Directive.NoSubscription()),
                Arguments.of("[[fail-mid-stream]]", new Directive.FailMidStream()),
                Arguments.of("[[tool get_weather]]", new Directive.CallTool("get_weather")),
                Arguments.of("[[long 4000]]", new Directive.LongAnswer(4_000)));
    }

    @ParameterizedTest
    @MethodSource("directives")
    void each_word_has_its_meaning(String text, Directive directive) {
        assertThat(Directive.in("Hello " + text + " there")).containsExactly(directive);
    }

    @Test
    void several_are_read_in_order() {
        assertThat(Directive.in("[[throttle 2]] and [[slow 1s]]"))
                .isEqualTo(List.of(new Directive.Throttle(2), new Directive.Slow(Duration.ofSeconds(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[slow 2s]", "[[a link]]", "[[slowly]]", "[[SLOW 2s]]", "[[ slow 2s]]"})
    void other_text_is_only_text(String text) {
        assertThat(Directive.in(text)).isEmpty();
        assertThat(Directive.strip(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[slow]]|[[slow]]: expected a time such as 2s or 500ms, got ''",
                "[[silent two]]|[[silent]]: expected a time such as 2s or 500ms, got 'two'",
                "[[throttle 0]]|[[throttle]]: expected a whole number from 1 to 999999, got '0'",
                "[[long -1]]|[[long]]: expected a whole number from 1 to 999999, got '-1'",
                "[[tool a b]]|[[tool]]: expected a tool's name, got 'a b'",
                "[[fail 2]]|[[fail]]: expected nothing after the word, got '2'",
            })
    void a_value_that_does_not_fit_is_named(String text, String message) {
        assertThatThrownBy(() -> Directive.in(text))
                .isInstanceOf(AwsError.class)
                .hasMessage(message);
    }

    @Test
    void stripping_leaves_the_rest() {
        assertThat(Directive.strip("[[slow 2s]] Say hello [[long 5]]")).isEqualTo("Say hello");
    }
}
