package dev.portcullis.infra.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.operate.OperatorActions;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.plan.RecordedResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role has its rights and no more, asked of the policies that AWS would get. */
final class RolesTest {
    private static final Account ACCOUNT = Account.of(ExampleStack.identity(Map.of()));

    static Stream<Question> questions() {
        return Question.read("questions.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_question_is_answered_as_written(Question question) {
        assertThat(question.isAnsweredBy(ACCOUNT)).as(question.toString()).isTrue();
    }

    @Test
    void no_question_is_asked_twice() {
        assertThat(questions().map(question -> question.who() + question.requests()))
                .doesNotHaveDuplicates();
    }

    @Test
    void each_role_is_asked_what_it_may_and_what_it_may_not() {
        Map<String, Set<Boolean>> answers = questions()
                .collect(Collectors.groupingBy(
                        Question::who,
                        Collectors.mapping(Question::expected, Collectors.toCollection(LinkedHashSet::new))));

        assertThat(List.of("preview", "deploy", "readonly", "operator", "deployer", "bounded"))
                .allSatisfy(role -> assertThat(answers.get(role)).as(role).containsExactlyInAnyOrder(true, false));
    }

    /** The table of lives has no line for a type that is declared: nobody has thought of what it needs. */
    @Test
    void each_type_of_resource_that_a_gateway_declares_is_asked_for() {
        assertThat(Lives.types())
                .containsExactlyInAnyOrderElementsOf(Lives.resources().stream()
                        .map(RecordedResource::shortType)
                        .collect(Collectors.toSet()));
    }

    /** Nor a service, then, that nothing uses. */
    @Test
    void no_action_is_granted_that_nobody_asks_for() {
        Map<String, Set<String>> asked = Stream.concat(questions(), calls())
                .filter(Question::expected)
                .flatMap(question -> question.requests().stream().map(request -> Map.entry(question.who(), request)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(entry -> entry.getValue().action(), Collectors.toSet())));

        ACCOUNT.attached().forEach((role, policies) -> {
            Set<String> wanted = new TreeSet<>();
            sameRightsAs(role).forEach(other -> wanted.addAll(asked.getOrDefault(other, Set.of())));
            assertThat(policies.stream()
                            .flatMap(name -> ACCOUNT.policy(name).statements().stream())
                            .flatMap(statement -> statement.actions().stream())
                            .filter(action -> !wanted.contains(action))
                            .distinct())
                    .as(role)
                    .isEmpty();
        });
    }

    /** Every role that operates can start, stop and read the status; those that deploy can roll back too. */
    @ParameterizedTest
    @ValueSource(strings = {"operator", "deployer", "deploy"})
    void a_role_that_operates_can_do_what_the_operators_commands_call(String role) {
        List<Request> calls = new ArrayList<>();
        OperatorActions.ON_ANYTHING.forEach(action -> calls.addAll(
                Question.requests(action, action.startsWith("cloudwatch:") ? "cloudwatch:alarm:*" : "*", "")));
        OperatorActions.ON_THE_HOST.forEach(
                action -> calls.addAll(Question.requests(action, "ec2:instance/i-1", "ours")));
        OperatorActions.ON_THE_PARAMETERS.forEach(action -> calls.addAll(Question.requests(
                action, "ssm:parameter/portcullis/dev/desired ssm:parameter/portcullis/dev/applied", "")));
        if (!role.equals("deploy")) {
            OperatorActions.ON_THE_JOURNAL.forEach(
                    action -> calls.addAll(Question.requests(action, "logs:log-group:/portcullis/dev/host", "")));
        }
        if (!role.equals("operator")) {
            OperatorActions.TO_GO_BACK.forEach(
                    action -> calls.addAll(Question.requests(action, "ssm:parameter/portcullis/dev/desired", "")));
        }

        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(ACCOUNT.may(role, call)).as(call.action()).isTrue());
    }

    /** Those whose questions count for a role that has their rights as well. */
    private static List<String> sameRightsAs(String role) {
        return switch (role) {
            case "operator" -> List.of("readonly", "operator");
            case "deployer" -> List.of("readonly", "operator", "deploy", "deployer");
            default -> List.of(role);
        };
    }

    static Stream<Question> calls() {
        return Lives.calls().stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void ci_can_make_read_change_and_remove_what_a_gateway_declares(Question call) {
        assertThat(call.isAnsweredBy(ACCOUNT)).as(call.toString()).isTrue();
    }

    static Stream<Question> callsElsewhere() {
        return Lives.callsElsewhere().stream();
    }

    @ParameterizedTest
    @MethodSource("callsElsewhere")
    void ci_can_do_nothing_of_it_for_another_stack(Question call) {
        assertThat(call.isAnsweredBy(ACCOUNT)).as(call.toString()).isTrue();
    }
}
