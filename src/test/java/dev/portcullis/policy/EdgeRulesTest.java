package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EdgeRulesTest {
    private static final EdgeRules RULES = Tables.rules();
    private static final List<Cidr> BLOCKS = List.of(new Cidr("203.0.113.0/24"), new Cidr("2001:db8::/32"));

    @ParameterizedTest
    @MethodSource("dev.portcullis.policy.Corpus#pass")
    void what_must_pass_passes(Corpus.Line line) {
        assertThat(RULES.verdict(line.request())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.portcullis.policy.Corpus#attacks")
    void an_attack_is_blocked(Corpus.Line line) {
        assertThat(RULES.verdict(line.request())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("dev.portcullis.policy.Corpus#gateOnly")
    void what_is_listed_for_the_gate_alone_does_pass_the_edge(Corpus.Line line) {
        assertThat(RULES.verdict(line.request())).isEmpty();
    }

    @Test
    void the_rules_read_as_follows() {
        EdgeRules rules = EdgeRules.of(Tables.shipped(), Tables.HOST, BLOCKS, false);

        assertThat(rules.rules()).extracting(EdgeRule::ref).containsExactly("malformed", "allowlist", "sources");
        assertThat(rules.rules())
                .extracting(EdgeRule::description)
                .containsExactly(
                        "Portcullis: malformed path, unused method or no TLS",
                        "Portcullis: not a method and path of the table",
                        "Portcullis: not from an allowed address");
        assertThat(rules.rules())
                .extracting(rule -> rule.expression().render())
                .containsExactly(oneLine("""
                                starts_with(lower(http.host), "llm.example.com") and (not ssl
                                or not http.request.method in {"GET" "OPTIONS" "POST"}
                                or raw.http.request.uri.path contains ".."
                                or raw.http.request.uri.path contains "/."
                                or raw.http.request.uri.path contains "//"
                                or raw.http.request.uri.path contains "%"
                                or raw.http.request.uri.path contains "\\\\"
                                or raw.http.request.uri.path contains ";")
                                """), oneLine("""
                                starts_with(lower(http.host), "llm.example.com") and not (
                                (http.request.method eq "GET" and (http.request.uri.path in {"/v1/key" "/v1/models"}
                                or (starts_with(http.request.uri.path, "/v1/models/")
                                and not http.request.uri.path eq "/v1/models/")))
                                or (http.request.method eq "POST" and http.request.uri.path in {"/v1/chat/completions"
                                "/v1/embeddings" "/v1/images/edits" "/v1/images/generations" "/v1/messages"
                                "/v1/messages/count_tokens" "/v1/responses"}))
                                """), oneLine("""
                                starts_with(lower(http.host), "llm.example.com")
                                and not ip.src in {203.0.113.0/24 2001:db8::/32}
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/models, malformed",
        "GET, /v1/./models, malformed",
        "GET, /v1/messages, allowlist",
        "OPTIONS, /v1/messages, allowlist",
    })
    void the_verdict_names_the_first_rule_that_blocks(String method, String path, String ref) {
        assertThat(RULES.verdict(ask(method, path)).map(EdgeRule::ref)).contains(ref);
    }

    @ParameterizedTest
    @CsvSource({
        "false, http, www.example.com, /",
        "false, http, example.com, /key/../x",
        "false, https, my-llm.example.com, /v1;",
        "true, http, llm.example.com, /",
        "true, http, LLM.EXAMPLE.COM, /",
        "true, http, llm.example.com:8080, /",
        "true, http, llm.example.com., /",
    })
    void only_our_host_is_blocked_however_it_is_spelt(boolean blocked, String scheme, String host, String path) {
        EdgeRules rules = EdgeRules.of(Tables.shipped(), Tables.HOST, BLOCKS, true);
        EdgeRequest request = new EdgeRequest("DELETE", host, scheme.equals("https"), path, "198.51.100.9");

        assertThat(rules.verdict(request).isPresent()).isEqualTo(blocked);
        assertThat(rules.rules())
                .allSatisfy(rule -> assertThat(rule.expression().eval(request)).isEqualTo(blocked));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true",
        "2001:db8::7, true",
        "203.0.114.7, false",
        "2001:db9::7, false",
    })
    void only_allowed_addresses_pass_when_there_are_any(String address, boolean passes) {
        EdgeRules rules = EdgeRules.of(Tables.shipped(), Tables.HOST, BLOCKS, false);
        EdgeRequest request = new EdgeRequest("GET", "llm.example.com", true, "/v1/models", address);

        assertThat(rules.verdict(request).map(EdgeRule::ref))
                .isEqualTo(passes ? Optional.empty() : Optional.of("sources"));
    }

    @Test
    void without_addresses_there_is_no_rule_about_them() {
        assertThat(RULES.rules()).extracting(EdgeRule::ref).containsExactly("malformed", "allowlist");
    }

    @ParameterizedTest
    @MethodSource("dev.portcullis.policy.Corpus#pass")
    void a_preflight_passes_on_a_path_of_the_table_when_browsers_may_call(Corpus.Line line) {
        EdgeRequest preflight = line.withMethod("OPTIONS").request();

        assertThat(withPreflights().verdict(preflight)).isEmpty();
        assertThat(RULES.verdict(preflight).map(EdgeRule::ref)).contains("allowlist");
    }

    @ParameterizedTest
    @MethodSource("dev.portcullis.policy.Corpus#attacks")
    void preflights_open_nothing_else(Corpus.Line line) {
        assertThat(withPreflights().verdict(line.request())).isPresent();
    }

    @Test
    void what_a_stack_switches_off_is_blocked() {
        Problems problems = new Problems();
        Routes routes = Tables.shipped().without(Set.of("images"), problems);
        EdgeRules rules = EdgeRules.of(routes, Tables.HOST, List.of(), true);

        assertThat(problems.all()).isEmpty();
        assertThat(rules.verdict(ask("POST", "/v1/images/edits")).map(EdgeRule::ref))
                .contains("allowlist");
        assertThat(rules.verdict(ask("OPTIONS", "/v1/images/edits")).map(EdgeRule::ref))
                .contains("allowlist");
        assertThat(rules.verdict(ask("POST", "/v1/embeddings"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_shipped_table_fits_every_plan_with_a_long_host_and_preflights(CloudflarePlan plan) {
        Problems problems = new Problems();
        Hostname longest = new Hostname("llm-" + "x".repeat(47) + ".example.com");
        EdgeRules rules = EdgeRules.of(Tables.shipped(), longest, BLOCKS, true);

        rules.check(plan, problems);

        assertThat(problems.all()).isEmpty();
        assertThat(longest.value()).hasSize(63);
        assertThat(rules.rules())
                .allSatisfy(rule -> assertThat(rule.expression().render()).hasSizeLessThan(1_300));
    }

    @Test
    void a_rule_too_long_for_cloudflare_names_the_setting_that_makes_it_so() {
        List<Cidr> many = IntStream.range(0, 256)
                .mapToObj(i -> new Cidr("100.100." + i + ".0/24"))
                .toList();
        Problems problems = new Problems();

        EdgeRules.of(Tables.shipped(), Tables.HOST, many, false).check(CloudflarePlan.FREE, problems);

        assertThat(problems.all())
                .containsExactly(new Problem(
                        "allowedCidrs",
                        "a 'sources' rule of at most 4096 characters",
                        "4310",
                        "Shorten allowedCidrs: fewer entries, or wider ones"));
    }

    @ParameterizedTest
    @CsvSource({"4096, 0", "4097, 1"})
    void the_limit_is_exact(int length, int found) {
        int frame = new Expression.Eq(Field.PATH, "").render().length();
        Expression expression = new Expression.Eq(Field.PATH, "x".repeat(length - frame));
        Problems problems = new Problems();

        new EdgeRules(Tables.HOST, Optional.empty(), List.of(new EdgeRule("r", "d", "s", expression)))
                .check(CloudflarePlan.FREE, problems);

        assertThat(expression.render()).hasSize(length);
        assertThat(problems.all()).hasSize(found);
    }

    @Test
    void more_rules_than_the_plan_has_are_a_problem() {
        EdgeRule rule = new EdgeRule("r", "d", "s", new Expression.Ssl());
        Problems problems = new Problems();

        new EdgeRules(Tables.HOST, Optional.empty(), Collections.nCopies(6, rule)).check(CloudflarePlan.FREE, problems);
        new EdgeRules(Tables.HOST, Optional.empty(), Collections.nCopies(6, rule)).check(CloudflarePlan.PRO, problems);

        assertThat(problems.all())
                .containsExactly(new Problem(
                        "cloudflarePlan", "at most 5 firewall rules on the plan 'free'", "6", "Choose a larger plan"));
    }

    private static EdgeRules withPreflights() {
        return EdgeRules.of(Tables.shipped(), Tables.HOST, List.of(), true);
    }

    private static EdgeRequest ask(String method, String path) {
        return new EdgeRequest(method, "llm.example.com", true, path, "203.0.113.7");
    }

    private static String oneLine(String text) {
        return text.strip().replace("(\n", "(").replace("\n", " ");
    }
}
