package dev.portcullis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.EmailDomain;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting {@code operators} and those beside it. */
final class OperatorsTest {
    private static final Map<String, Object> JO = Map.of("jo", Map.of("email", "jo@example.com", "scope", "all"));

    private final Problems problems = new Problems();

    @Test
    void nobody_listed_means_no_door_whatever_stands_beside_it() {
        assertThat(read(Map.of(), Map.of()).orElseThrow().operators()).isEmpty();
    }

    @Test
    void the_admin_host_name_lies_beside_the_callers_with_as_many_labels() {
        assertThat(operators(JO, Map.of("portcullis:adminHostname", ""))
                        .orElseThrow()
                        .hostname()
                        .value())
                .isEqualTo("llm-admin.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llm.example.com", "llm.example.com.example.com"})
    void a_name_that_the_edge_would_take_for_the_callers_is_refused(String name) {
        assertThat(operators(JO, Map.of("portcullis:adminHostname", name))).isEmpty();
        assertThat(rendered()).isEqualTo("""
                portcullis:adminHostname: expected a name that does not begin with portcullis:hostname, nor the other way \
                round, got '%s'
                  Run: pulumi config set portcullis:adminHostname admin.example.com""".formatted(name));
    }

    @Test
    void a_derived_name_that_is_too_long_asks_for_another() {
        String longest = "a".repeat(51) + ".example.com";

        assertThat(operators(JO, Map.of("portcullis:adminHostname", "", "portcullis:hostname", longest)))
                .isEmpty();
        assertThat(rendered())
                .startsWith("portcullis:adminHostname: expected a host name, since '" + "a".repeat(51)
                        + "-admin.example.com' would be too long, got nothing\n");
    }

    @Test
    void a_persons_own_scope_counts_before_that_of_the_domain_in_any_case_of_letters() {
        var scopes = operators(
                        Map.of(
                                "jo", Map.of("email", "Jo@Example.com", "scope", "keys"),
                                "staff", Map.of("emailDomain", "example.com", "scope", "read")),
                        Map.of())
                .orElseThrow()
                .scopes();

        assertThat(scopes.of("jo@example.COM")).contains(AdminScope.KEYS);
        assertThat(scopes.of("ann@example.com")).contains(AdminScope.READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com.evil.org",
                "ann@sub.example.com",
                "ann@evil.org@example.com",
                "ann@evilexample.com",
                "@example.com",
                "example.com",
                ""
            })
    void an_address_of_elsewhere_has_no_scope(String email) {
        var scopes = operators(Map.of("staff", Map.of("emailDomain", "example.com", "scope", "read")), Map.of())
                .orElseThrow()
                .scopes();

        assertThat(scopes.of(email)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gmail.com", "Outlook.com", "example", "exa mple.com", "'@example.com'"})
    void a_domain_where_anybody_has_an_address_is_none_of_your_own(String domain) {
        assertThat(operators(Map.of("staff", Map.of("emailDomain", domain, "scope", "read")), Map.of()))
                .isEmpty();
        assertThat(rendered())
                .isEqualTo("portcullis:operators.staff.emailDomain: expected a mail domain of your own, and no public"
                        + " provider's, got '" + domain + "'\n  Run: pulumi config set --path"
                        + " 'portcullis:operators.staff.emailDomain' example.com");
    }

    @Test
    void every_mistake_is_told_at_once() {
        assertThat(operators(
                        Map.of(
                                "A", Map.of("email", "a@example.com", "scope", "read"),
                                "b", Map.of("email", "b@example.com", "scope", "write"),
                                "c", Map.of("email", "c@example.com", "group", "x", "scope", "read"),
                                "d", Map.of("scope", "read", "mail", "d@example.com"),
                                "e", Map.of("group", RawSample.PROVIDER, "scope", "read")),
                        Map.of("portcullis:operatorsToken", Map.of("duration", "9000h"))))
                .isEmpty();
        assertThat(problems.all())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder(
                        "portcullis:operators.A",
                        "portcullis:operators.b.scope",
                        "portcullis:operators.c",
                        "portcullis:operators.d",
                        "portcullis:operators.d.mail",
                        "portcullis:operators.e.scope",
                        "portcullis:operatorsToken.duration");
    }

    @Test
    void the_same_address_twice_is_refused_since_its_scope_would_be_a_matter_of_luck() {
        assertThat(operators(
                        Map.of(
                                "jo", Map.of("email", "jo@example.com", "scope", "read"),
                                "joe", Map.of("email", "JO@example.com", "scope", "all")),
                        Map.of()))
                .isEmpty();
        assertThat(rendered()).contains("expected each address once");
    }

    @Test
    void the_domain_is_kept_in_lower_case() {
        assertThat(new EmailDomain("Example.COM").value()).isEqualTo("example.com");
    }

    private Optional<Operators> operators(Map<String, Object> operators, Map<String, Object> others) {
        return read(operators, others).flatMap(Settings::operators);
    }

    private Optional<Settings> read(Map<String, Object> operators, Map<String, Object> others) {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:operators", operators);
        raw.putAll(others);
        return Settings.from(raw, "prod", problems);
    }

    private String rendered() {
        return problems.all().stream().map(Problem::render).collect(Collectors.joining("\n"));
    }
}
