package dev.portcullis.operate;

import java.math.BigDecimal;
import software.amazon.awssdk.services.budgets.model.Action;
import software.amazon.awssdk.services.budgets.model.ActionStatus;

/**
 * The action of one of the breaker's budgets, as AWS has it now.
 *
 * @param budget its full name
 * @param limitUsd the day's bill above which AWS acts
 */
public record BreakerAction(String budget, String id, ActionStatus status, BigDecimal limitUsd) {
    /** The position of the breaker, in words of this project. */
    public enum Position {
        ARMED("armed"),
        TRIPPED("tripped"),
        MOVING("moving"),
        FAILED("failed");

        private final String word;

        Position(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static BreakerAction of(Action action) {
        return new BreakerAction(
                action.budgetName(),
                action.actionId(),
                action.status(),
                BigDecimal.valueOf(action.actionThreshold().actionThresholdValue()));
    }

    /** AWS's own word for where it is. */
    public String word() {
        return status.toString();
    }

    /** A reversed one does not act again until it is reset, so that it counts as not yet armed. */
    public Position position() {
        return switch (status) {
            case STANDBY -> Position.ARMED;
            case EXECUTION_SUCCESS -> Position.TRIPPED;
            case PENDING, EXECUTION_IN_PROGRESS, REVERSE_IN_PROGRESS, REVERSE_SUCCESS, RESET_IN_PROGRESS ->
                Position.MOVING;
            case EXECUTION_FAILURE, REVERSE_FAILURE, RESET_FAILURE, UNKNOWN_TO_SDK_VERSION -> Position.FAILED;
        };
    }
}
