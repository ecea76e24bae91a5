package dev.portcullis.infra.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.plan.ExampleStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every statement, condition, principal and named resource of every policy is there for a reason that a question
 * knows: without it, at least one answer is another. There is no list of exceptions, since none is needed.
 */
final class GuardsTest {
    private static final Account ACCOUNT = Account.of(ExampleStack.identity(Map.of()));

    /** A policy with one thing taken out of it. */
    record Mutant(String policy, String change, Policy changed) {
        @Override
        public String toString() {
            return policy + ": " + change;
        }
    }

    @Test
    void without_any_one_guard_an_answer_changes() {
        List<Question> questions = Stream.of(Question.read("questions.txt"), Lives.calls(), Lives.callsElsewhere())
                .flatMap(List::stream)
                .toList();

        List<String> unnoticed = mutants().stream()
                .filter(mutant -> {
                    Account weaker = ACCOUNT.with(mutant.policy(), policy -> mutant.changed());
                    return questions.stream().allMatch(question -> question.isAnsweredBy(weaker));
                })
                .map(Mutant::toString)
                .toList();

        assertThat(unnoticed).isEmpty();
    }

    @Test
    void there_is_something_to_take_out_of_every_policy() {
        assertThat(mutants()).hasSizeGreaterThan(300);
        assertThat(mutants().stream().map(Mutant::policy).distinct())
                .containsExactlyInAnyOrderElementsOf(ACCOUNT.policies().keySet());
    }

    private static List<Mutant> mutants() {
        List<Mutant> mutants = new ArrayList<>();
        ACCOUNT.policies().forEach((name, policy) -> {
            for (PolicyStatement statement : policy.statements()) {
                mutants.add(new Mutant(name, "without " + statement.sid(), without(policy, statement)));
                weaker(statement)
                        .forEach((change, weaker) -> mutants.add(
                                new Mutant(name, statement.sid() + " " + change, instead(policy, statement, weaker))));
            }
        });
        return mutants;
    }

    private static Map<String, PolicyStatement> weaker(PolicyStatement statement) {
        Map<String, PolicyStatement> weaker = new LinkedHashMap<>();
        for (Condition condition : statement.conditions()) {
            List<Condition> others = statement.conditions().stream()
                    .filter(other -> !other.equals(condition))
                    .toList();
            weaker.put(
                    "without " + condition.operator() + " " + condition.key(),
                    with(statement, statement.principals(), statement.resources(), others));
        }
        if (statement.allows()
                && !statement.resources().isEmpty()
                && !statement.resources().contains("*")) {
            weaker.put(
                    "on any resource", with(statement, statement.principals(), List.of("*"), statement.conditions()));
        }
        if (statement.allows() && !statement.principals().isEmpty()) {
            weaker.put(
                    "to any principal", with(statement, List.of("*"), statement.resources(), statement.conditions()));
        }
        return weaker;
    }

    private static PolicyStatement with(
            PolicyStatement statement, List<String> principals, List<String> resources, List<Condition> conditions) {
        return new PolicyStatement(
                statement.sid(), statement.allows(), principals, statement.actions(), resources, conditions);
    }

    private static Policy without(Policy policy, PolicyStatement statement) {
        return new Policy(policy.statements().stream()
                .filter(other -> !other.equals(statement))
                .toList());
    }

    private static Policy instead(Policy policy, PolicyStatement statement, PolicyStatement weaker) {
        return new Policy(policy.statements().stream()
                .map(other -> other.equals(statement) ? weaker : other)
                .toList());
    }
}
