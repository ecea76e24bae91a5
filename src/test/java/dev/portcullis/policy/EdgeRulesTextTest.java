package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.settings.value.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cloudflare is given text: these tests read it back with code that shares nothing with its writer. */
final class EdgeRulesTextTest {
    static Stream<Corpus.Line> everything() {
        List<Corpus.Line> preflights =
                Corpus.pass().stream().map(line -> line.withMethod("OPTIONS")).toList();
        return Stream.of(Corpus.pass(), Corpus.attacks(), Corpus.gateOnly(), preflights)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void the_text_decides_as_the_model_does(Corpus.Line line) {
        for (String address : List.of("203.0.113.7", "198.51.100.9", "2001:db8::1", "2001:db9::1")) {
            for (EdgeRules rules : List.of(open(false), open(true), closed())) {
                EdgeRequest request = new EdgeRequest(line.method(), line.host(), line.ssl(), line.rawPath(), address);

                assertThat(verdict(rules, line, ZoneNormalization.RFC_3986, address))
                        .isEqualTo(rules.verdict(request).map(EdgeRule::ref));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void attacks_are_blocked_whatever_the_zone_does_to_paths(ZoneNormalization zone) {
        assertThat(Corpus.attacks())
                .allSatisfy(line -> assertThat(verdict(open(false), line, zone, "203.0.113.7"))
                        .isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void what_must_pass_passes_whatever_the_zone_does_to_paths(ZoneNormalization zone) {
        assertThat(Corpus.pass())
                .allSatisfy(line -> assertThat(verdict(open(false), line, zone, "203.0.113.7"))
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"matches", "~", "$", "any(", "wildcard", "\n"})
    void no_rule_uses_what_the_free_plan_lacks_or_another_line(String part) {
        assertThat(closed().rules())
                .allSatisfy(rule -> assertThat(rule.expression().render()).doesNotContain(part));
    }

    private static Optional<String> verdict(EdgeRules rules, Corpus.Line line, ZoneNormalization zone, String address) {
        return rules.rules().stream()
                .filter(rule -> RulesLanguage.decide(rule.expression().render(), zone.fields(line, address)))
                .map(EdgeRule::ref)
                .findFirst();
    }

    private static EdgeRules open(boolean preflights) {
        return EdgeRules.of(Tables.shipped(), Tables.HOST, List.of(), preflights);
    }

    private static EdgeRules closed() {
        List<Cidr> blocks = List.of(new Cidr("203.0.113.0/24"), new Cidr("2001:db8::/32"));
        return EdgeRules.of(Tables.shipped(), Tables.HOST, blocks, false);
    }
}
