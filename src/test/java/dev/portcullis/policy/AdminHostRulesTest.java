package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge's rules with a second host name: each name takes its own routes, and attacks on either are blocked. */
final class AdminHostRulesTest {
    private static final Hostname ADMIN = new Hostname("llm-admin.example.com");
    private static final List<Cidr> BLOCKS = List.of(new Cidr("203.0.113.0/24"));
    private static final EdgeRules RULES = rules(List.of());

    /** The corpus, aimed at the admin host, whose root a browser and cloudflared may ask for. */
    static Stream<Corpus.Line> attacks() {
        return Stream.of(Corpus.attacks(), Corpus.pass())
                .flatMap(List::stream)
                .filter(line -> !(line.ssl()
                        && line.target().equals("/")
                        && line.method().matches("GET|HEAD")));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void what_attacks_callers_and_what_callers_send_is_blocked_on_the_admin_host(Corpus.Line line) {
        String host = line.host().toLowerCase(Locale.ROOT).replace(Tables.HOST.value(), ADMIN.value());

        assertThat(RULES.verdict(new EdgeRequest(line.method(), host, line.ssl(), line.rawPath(), "203.0.113.7")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "HEAD, /",
        "GET, /openapi.yaml",
        "GET, /admin/keys",
        "POST, /admin/keys",
        "PATCH, /admin/keys/abcd1234",
        "POST, /admin/keys/abcd1234/revoke",
        "DELETE, /admin/admin-keys/ci",
        "GET, /admin/audit?limit=5",
        "GET, /cdn-cgi/access/authorized?nonce=a%2Fb",
        "POST, /cdn-cgi/access/callback",
        "GET, /cdn-cgi/access/logout"
    })
    void the_admin_api_and_the_sign_in_pass_on_the_admin_host_and_not_on_the_callers(String method, String target) {
        assertThat(verdict(method, ADMIN.value(), target)).isEmpty();
        assertThat(verdict(method, ADMIN.value().toUpperCase(Locale.ROOT) + ".:443", target))
                .isEmpty();
        assertThat(verdict(method, Tables.HOST.value(), target)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /metrics",
        "GET, /healthz",
        "PUT, /admin/keys",
        "OPTIONS, /admin/keys",
        "TRACE, /",
        "POST, /",
        "GET, /admin",
        "GET, /admin/keys/",
        "GET, /admin/secrets",
        "GET, /admin/../metrics",
        "GET, /admin/keys/%2e%2e",
        "GET, /cdn-cgi/access/",
        "GET, /cdn-cgi/trace",
        "GET, /cdn-cgi/access/../../metrics",
        "DELETE, /admin/keys/abcd1234",
        "PATCH, /admin/admin-keys/ci"
    })
    void anything_else_is_blocked_on_the_admin_host(String method, String target) {
        assertThat(verdict(method, ADMIN.value(), target)).isPresent();
    }

    @Test
    void allowed_addresses_hold_for_both_names_and_five_rules_are_enough() {
        EdgeRules closed = rules(BLOCKS);
        Problems problems = new Problems();
        closed.check(CloudflarePlan.FREE, problems);

        assertThat(problems.all()).isEmpty();
        assertThat(closed.rules())
                .extracting(EdgeRule::ref)
                .containsExactly("malformed", "allowlist", "admin_malformed", "admin_allowlist", "sources");
        for (String host : List.of(ADMIN.value(), Tables.HOST.value())) {
            String path = host.equals(ADMIN.value()) ? "/admin/keys" : "/v1/models";
            assertThat(closed.verdict(new EdgeRequest("GET", host, true, path, "203.0.113.9")))
                    .isEmpty();
            assertThat(closed.verdict(new EdgeRequest("GET", host, true, path, "198.51.100.9"))
                            .map(EdgeRule::ref))
                    .contains("sources");
        }
    }

    @Test
    void without_operators_the_rules_are_those_of_one_name() {
        assertThat(EdgeRules.of(Tables.shipped(), Tables.HOST, Optional.empty(), BLOCKS, false))
                .isEqualTo(EdgeRules.of(Tables.shipped(), Tables.HOST, BLOCKS, false));
        assertThat(RateLimit.of(CloudflarePlan.PRO, Tables.HOST, Optional.empty()))
                .isEqualTo(RateLimit.of(CloudflarePlan.PRO, Tables.HOST));
    }

    @Test
    void the_rate_limit_counts_the_admin_api_too() {
        assertThat(RateLimit.of(CloudflarePlan.FREE, Tables.HOST, Optional.of(ADMIN))
                        .expression()
                        .render())
                .isEqualTo("starts_with(http.request.uri.path, \"/v1/\")"
                        + " or starts_with(http.request.uri.path, \"/admin/\")");
        assertThat(RateLimit.of(CloudflarePlan.PRO, Tables.HOST, Optional.of(ADMIN))
                        .expression()
                        .render())
                .isEqualTo("(starts_with(lower(http.host), \"llm.example.com\")"
                        + " and starts_with(http.request.uri.path, \"/v1/\"))"
                        + " or (starts_with(lower(http.host), \"llm-admin.example.com\")"
                        + " and starts_with(http.request.uri.path, \"/admin/\"))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"matches", "~", "$", "any(", "wildcard", "\n"})
    void no_rule_uses_what_the_free_plan_lacks(String part) {
        assertThat(rules(BLOCKS).rules())
                .allSatisfy(rule -> assertThat(rule.expression().render()).doesNotContain(part));
    }

    private static Optional<EdgeRule> verdict(String method, String host, String target) {
        return RULES.verdict(new EdgeRequest(method, host, true, target.replaceFirst("\\?.*$", ""), "203.0.113.7"));
    }

    private static EdgeRules rules(List<Cidr> allowed) {
        return EdgeRules.of(Tables.shipped(), Tables.HOST, Optional.of(ADMIN), allowed, false);
    }
}
