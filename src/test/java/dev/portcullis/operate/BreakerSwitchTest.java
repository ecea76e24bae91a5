package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.portcullis.input.BadInput;
import dev.portcullis.operate.BreakerAction.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.Action;
import software.amazon.awssdk.services.budgets.model.ActionStatus;
import software.amazon.awssdk.services.budgets.model.BudgetsException;
import software.amazon.awssdk.services.budgets.model.DescribeBudgetActionsForBudgetRequest;
import software.amazon.awssdk.services.budgets.model.DescribeBudgetActionsForBudgetResponse;
import software.amazon.awssdk.services.budgets.model.ExecuteBudgetActionRequest;
import software.amazon.awssdk.services.budgets.model.ExecuteBudgetActionResponse;
import software.amazon.awssdk.services.budgets.model.ExecutionType;
import software.amazon.awssdk.services.budgets.model.NotFoundException;
import software.amazon.awssdk.services.budgets.model.ResourceLockedException;

/** The breaker of two budgets, with a stand-in of AWS Budgets that moves one step at each pause. */
final class BreakerSwitchTest {
    private static final String BEDROCK = "portcullis-dev-bedrock-daily";
    private static final String MARKETPLACE = "portcullis-dev-marketplace-daily";

    private final Budgets aws = new Budgets();
    private final BreakerSwitch breaker =
            new BreakerSwitch(aws, "000000000000", new Target("dev", "eu-west-1"), aws::pass);

    @Test
    void one_that_was_never_tripped_is_armed_and_a_reset_asks_nothing() throws InterruptedException {
        assertThat(breaker.reset(now -> {}))
                .extracting(BreakerAction::budget, BreakerAction::position)
                .containsExactly(tuple(BEDROCK, Position.ARMED), tuple(MARKETPLACE, Position.ARMED));
        assertThat(aws.asked).isEmpty();
    }

    @Test
    void one_that_tripped_is_reversed_and_then_armed_again() throws InterruptedException {
        aws.statuses.put(BEDROCK, ActionStatus.EXECUTION_SUCCESS);
        List<String> seen = new ArrayList<>();

        assertThat(breaker.look())
                .extracting(BreakerAction::position)
                .containsExactly(Position.TRIPPED, Position.ARMED);
        assertThat(breaker.reset(
                        now -> seen.add(now.budget() + " " + now.position().word())))
                .extracting(BreakerAction::position)
                .containsOnly(Position.ARMED);

        assertThat(aws.asked).containsExactly(BEDROCK + " REVERSE_BUDGET_ACTION", BEDROCK + " RESET_BUDGET_ACTION");
        assertThat(seen)
                .containsExactly(BEDROCK + " tripped", BEDROCK + " moving", BEDROCK + " armed", MARKETPLACE + " armed");
    }

    @Test
    void one_that_was_broken_off_goes_on_where_it_was() throws InterruptedException {
        aws.statuses.put(BEDROCK, ActionStatus.REVERSE_SUCCESS);
        aws.statuses.put(MARKETPLACE, ActionStatus.REVERSE_IN_PROGRESS);

        breaker.reset(now -> {});

        assertThat(aws.asked).containsExactly(BEDROCK + " RESET_BUDGET_ACTION", MARKETPLACE + " RESET_BUDGET_ACTION");
    }

    @Test
    void one_that_does_not_come_back_is_an_error_after_a_time_and_not_an_endless_wait() {
        aws.statuses.put(BEDROCK, ActionStatus.EXECUTION_IN_PROGRESS);
        aws.passing = status -> status;

        assertThatThrownBy(() -> breaker.reset(now -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("budget " + BEDROCK
                        + ": expected to be armed again within 5 minutes, got EXECUTION_IN_PROGRESS");
    }

    @Test
    void a_stack_without_one_and_a_role_without_the_right_are_bad_input() {
        aws.statuses.put(BEDROCK, ActionStatus.EXECUTION_SUCCESS);
        aws.isForbidden = true;
        assertThatThrownBy(() -> breaker.reset(now -> {}))
                .isInstanceOf(BadInput.class)
                .hasMessage("AWS: expected the right to budgets:ExecuteBudgetAction, got 'AccessDeniedException'\n"
                        + "  Use the role deployer, which has it for the gateway's own parts");
        aws.statuses.clear();
        assertThatThrownBy(breaker::look)
                .isInstanceOf(BadInput.class)
                .hasMessage("stack dev: expected a breaker, got none\n  pulumi up --stack dev makes it");
    }

    /**
     * Budgets as its API reference tells: an execution type that the status does not admit is refused, a moving action is
     * locked, and a call returns before the action has moved.
     */
    private static final class Budgets implements BudgetsClient {
        private static final Map<ActionStatus, ActionStatus> NEXT = Map.of(
                ActionStatus.REVERSE_IN_PROGRESS, ActionStatus.REVERSE_SUCCESS,
                ActionStatus.RESET_IN_PROGRESS, ActionStatus.STANDBY);

        private final Map<String, ActionStatus> statuses =
                new TreeMap<>(Map.of(BEDROCK, ActionStatus.STANDBY, MARKETPLACE, ActionStatus.STANDBY));
        private final List<String> asked = new ArrayList<>();
        private UnaryOperator<ActionStatus> passing = status -> NEXT.getOrDefault(status, status);
        private boolean isForbidden;

        void pass() {
            statuses.replaceAll((budget, status) -> passing.apply(status));
        }

        @Override
        public DescribeBudgetActionsForBudgetResponse describeBudgetActionsForBudget(
                DescribeBudgetActionsForBudgetRequest request) {
            ActionStatus status = statuses.get(request.budgetName());
            if (status == null) {
                throw NotFoundException.builder().message("no such budget").build();
            }
            return DescribeBudgetActionsForBudgetResponse.builder()
                    .actions(Action.builder()
                            .budgetName(request.budgetName())
                            .actionId("id")
                            .status(status)
                            .actionThreshold(threshold -> threshold.actionThresholdValue(30.0))
                            .build())
                    .build();
        }

        @Override
        public ExecuteBudgetActionResponse executeBudgetAction(ExecuteBudgetActionRequest request) {
            if (isForbidden) {
                throw BudgetsException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("AccessDeniedException")
                                .build())
                        .build();
            }
            asked.add(request.budgetName() + " " + request.executionType());
            ActionStatus status = statuses.get(request.budgetName());
            boolean isReversal = request.executionType() == ExecutionType.REVERSE_BUDGET_ACTION;
            if (isReversal && status == ActionStatus.EXECUTION_SUCCESS) {
                statuses.put(request.budgetName(), ActionStatus.REVERSE_IN_PROGRESS);
            } else if (!isReversal && status == ActionStatus.REVERSE_SUCCESS) {
                statuses.put(request.budgetName(), ActionStatus.RESET_IN_PROGRESS);
            } else {
                throw ResourceLockedException.builder().message("not now").build();
            }
            return ExecuteBudgetActionResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
