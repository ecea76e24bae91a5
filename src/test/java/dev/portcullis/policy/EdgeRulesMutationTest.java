package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Expression.And;
import dev.portcullis.policy.Expression.In;
import dev.portcullis.policy.Expression.Not;
import dev.portcullis.policy.Expression.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The corpus is sharp: a rule that lost any one of its parts would be noticed. */
final class EdgeRulesMutationTest {
    private static final String METHOD_GUARD = "not http.request.method in {\"GET\" \"OPTIONS\" \"POST\"}";

    private final EdgeRules rules = EdgeRules.of(Tables.shipped(), Tables.HOST, List.of(), true);
    private final EdgeRule malformed = rules.rules().get(0);
    private final EdgeRule allowlist = rules.rules().get(1);

    @Test
    void without_any_one_guard_of_the_first_rule_an_attack_gets_through() {
        List<String> unneeded = mutants(blocked(malformed)).stream()
                .filter(mutant -> mutant.kind == Kind.ALTERNATIVE && mutant.depth == 0)
                .filter(mutant -> attacksThrough(replace(malformed, mutant)).isEmpty())
                .map(Mutant::dropped)
                .toList();

        // The second rule looks at the method too, so this guard only gives the block its right name.
        assertThat(unneeded).containsExactly(METHOD_GUARD);
    }

    @Test
    void the_method_guard_gives_the_block_its_name() {
        Mutant without = mutants(blocked(malformed)).stream()
                .filter(mutant -> mutant.dropped.equals(METHOD_GUARD))
                .findFirst()
                .orElseThrow();
        EdgeRequest delete = new EdgeRequest("DELETE", "llm.example.com", true, "/v1/models", "203.0.113.7");

        assertThat(rules.verdict(delete).map(EdgeRule::ref)).contains("malformed");
        assertThat(replace(malformed, without).verdict(delete).map(EdgeRule::ref))
                .contains("allowlist");
    }

    @Test
    void without_any_one_method_of_the_first_rule_something_good_is_blocked() {
        List<Mutant> methods = mutants(blocked(malformed)).stream()
                .filter(mutant -> mutant.depth > 0)
                .toList();

        assertThat(methods).extracting(Mutant::dropped).containsExactly("GET", "OPTIONS", "POST");
        assertThat(methods).allMatch(mutant -> blocksSomethingGood(replace(malformed, mutant)));
    }

    @Test
    void without_any_one_condition_of_the_allowlist_an_attack_gets_through() {
        List<Mutant> conditions = mutants(blocked(allowlist)).stream()
                .filter(mutant -> mutant.kind == Kind.CONDITION)
                .toList();

        // Method and paths of GET, POST and OPTIONS, and the two halves of the tree for GET and OPTIONS.
        assertThat(conditions).hasSize(10);
        assertThat(conditions)
                .allSatisfy(mutant ->
                        assertThat(attacksThrough(replace(allowlist, mutant))).isNotEmpty());
    }

    @Test
    void without_any_one_alternative_of_the_allowlist_something_good_is_blocked() {
        List<Mutant> alternatives = mutants(blocked(allowlist)).stream()
                .filter(mutant -> mutant.kind == Kind.ALTERNATIVE)
                .toList();

        // Three methods, their 2 + 7 + 9 exact paths, and set against tree for GET and OPTIONS.
        assertThat(alternatives).hasSize(25);
        assertThat(alternatives).allMatch(mutant -> blocksSomethingGood(replace(allowlist, mutant)));
    }

    private enum Kind {
        CONDITION,
        ALTERNATIVE
    }

    private record Mutant(Kind kind, int depth, String dropped, Expression expression) {
        Mutant inside(Function<Expression, Expression> frame) {
            return new Mutant(kind, depth + 1, dropped, frame.apply(expression));
        }

        @Override
        public String toString() {
            return "without " + dropped;
        }
    }

    /** Every expression that lacks one operand or one member of the given one. */
    private static List<Mutant> mutants(Expression expression) {
        if (expression instanceof Not not) {
            return mutants(not.operand()).stream()
                    .map(mutant -> mutant.inside(Not::new))
                    .toList();
        }
        if (expression instanceof And and) {
            return joined(Kind.CONDITION, and.operands(), And::new);
        }
        if (expression instanceof Or or) {
            return joined(Kind.ALTERNATIVE, or.operands(), Or::new);
        }
        if (expression instanceof In in) {
            return dropEach(in.values()).stream()
                    .map(rest -> new Mutant(
                            Kind.ALTERNATIVE,
                            0,
                            in.values().stream()
                                    .filter(value -> !rest.contains(value))
                                    .findFirst()
                                    .orElseThrow(),
                            new In(in.field(), rest)))
                    .toList();
        }
        return List.of();
    }

    private static List<Mutant> joined(
            Kind kind, List<Expression> operands, Function<List<Expression>, Expression> join) {
        List<Mutant> mutants = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            int at = i;
            if (operands.size() > 1) {
                List<Expression> rest = new ArrayList<>(operands);
                rest.remove(at);
                mutants.add(new Mutant(kind, 0, operands.get(at).render(), join.apply(rest)));
            }
            for (Mutant inner : mutants(operands.get(at))) {
                mutants.add(inner.inside(mutated -> {
                    List<Expression> changed = new ArrayList<>(operands);
                    changed.set(at, mutated);
                    return join.apply(changed);
                }));
            }
        }
        return mutants;
    }

    private static List<List<String>> dropEach(List<String> values) {
        return values.stream()
                .map(dropped ->
                        values.stream().filter(value -> !value.equals(dropped)).toList())
                .filter(rest -> !rest.isEmpty())
                .toList();
    }

    /** The part behind the host guard, which has its own test. */
    private static Expression blocked(EdgeRule rule) {
        return ((And) rule.expression()).operands().get(1);
    }

    private EdgeRules replace(EdgeRule rule, Mutant mutant) {
        EdgeRule changed = new EdgeRule(
                rule.ref(), rule.description(), rule.madeFrom(), EdgeRules.onHost(Tables.HOST, mutant.expression));
        return new EdgeRules(
                Tables.HOST,
                Optional.empty(),
                rules.rules().stream()
                        .map(each -> each.equals(rule) ? changed : each)
                        .toList());
    }

    private static List<Corpus.Line> attacksThrough(EdgeRules rules) {
        return Corpus.attacks().stream()
                .filter(line -> rules.verdict(line.request()).isEmpty())
                .toList();
    }

    private static boolean blocksSomethingGood(EdgeRules rules) {
        return Corpus.pass().stream()
                .flatMap(line -> Stream.of(line, line.withMethod("OPTIONS")))
                .anyMatch(line -> rules.verdict(line.request()).isPresent());
    }
}
