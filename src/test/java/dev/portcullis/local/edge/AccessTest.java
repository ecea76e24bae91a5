package dev.portcullis.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.probe.ServiceToken;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AccessTest {
    private static final Access ACCESS =
            new Access(List.of(new ServiceToken("ci.access", "s1", true), new ServiceToken("web.access", "s2", false)));

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("nothing", List.of(), List.of(), 401),
                Arguments.of("no secret", List.of("ci.access"), List.of(), 401),
                Arguments.of("no id", List.of(), List.of("s1"), 401),
                Arguments.of("empty", List.of(""), List.of(""), 401),
                Arguments.of("unknown id", List.of("x.access"), List.of("s1"), 401),
                Arguments.of("wrong secret", List.of("ci.access"), List.of("s2"), 401),
                Arguments.of("two ids", List.of("ci.access", "ci.access"), List.of("s1"), 401),
                Arguments.of("two secrets", List.of("ci.access"), List.of("s1", "s1"), 401),
                Arguments.of("foreign, wrong secret", List.of("web.access"), List.of("s1"), 401),
                Arguments.of("foreign", List.of("web.access"), List.of("s2"), 403));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void bad_credentials_are_401_and_good_ones_of_another_application_403(
            String what, List<String> ids, List<String> secrets, int status) {
        assertThat(ACCESS.decide(ids, secrets)).isEqualTo(new Access.Refused(status));
    }

    @Test
    void a_token_of_the_policy_is_admitted_by_its_id() {
        assertThat(ACCESS.decide(List.of("ci.access"), List.of("s1"))).isEqualTo(new Access.Admitted("ci.access"));
    }

    @Test
    void a_token_does_not_print_its_secret() {
        assertThat(new ServiceToken("ci.access", "s1", true)).hasToString("ServiceToken[ci.access]");
        assertThat(new ServiceToken("web.access", "s2", false)).hasToString("ServiceToken[web.access, foreign]");
    }
}
