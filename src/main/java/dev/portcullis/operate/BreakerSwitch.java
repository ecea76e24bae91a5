package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.ExecutionType;
import software.amazon.awssdk.services.budgets.model.NotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Looks at the breaker, and sets it back: AWS takes its policy off the model role first (reverse), and is armed again by
 * a second call (reset). Each step may be repeated, so one that was broken off goes on where it was.
 */
public final class BreakerSwitch implements AutoCloseable {
    /** AWS acts within seconds to minutes; its API has no bound. */
    private static final int MOST_LOOKS = 60;

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final BudgetsClient budgets;
    private final String account;
    private final Target target;
    private final Operator.Pause pause;

    BreakerSwitch(BudgetsClient budgets, String account, Target target, Operator.Pause pause) {
        this.budgets = budgets;
        this.account = account;
        this.target = target;
        this.pause = pause;
    }

    /** With the caller's own credentials, from where the SDK looks for them. */
    public static BreakerSwitch in(Target target) {
        try (StsClient sts = StsClient.builder()
                .region(Region.of(target.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            String account = Aws.call(
                    "sts:GetCallerIdentity",
                    "readonly",
                    () -> sts.getCallerIdentity().account());
            BudgetsClient budgets = BudgetsClient.builder()
                    .region(Region.AWS_GLOBAL)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
            return new BreakerSwitch(budgets, account, target, () -> Thread.sleep(BETWEEN.toMillis()));
        }
    }

    /**
     * The actions of all its budgets.
     *
     * @throws BadInput when the stack has no breaker
     */
    public List<BreakerAction> look() {
        List<BreakerAction> actions = target.breakerBudgets().stream()
                .flatMap(budget -> of(budget).stream())
                .toList();
        if (actions.isEmpty()) {
            throw new BadInput(
                    "stack " + target.stack(),
                    "a breaker",
                    "none",
                    "pulumi up --stack " + target.stack() + " makes it");
        }
        return actions;
    }

    private List<BreakerAction> of(String budget) {
        return Aws.call("budgets:DescribeBudgetActionsForBudget", "readonly", () -> {
            try {
                return budgets
                        .describeBudgetActionsForBudget(
                                asked -> asked.accountId(account).budgetName(budget))
                        .actions()
                        .stream()
                        .map(BreakerAction::of)
                        .toList();
            } catch (NotFoundException e) {
                return List.of();
            }
        });
    }

    /** Brings every action back to armed; one that is armed is left alone. */
    public List<BreakerAction> reset(Consumer<BreakerAction> progress) throws InterruptedException {
        for (BreakerAction action : look()) {
            progress.accept(action);
            next(action);
            BreakerAction now = action;
            for (int looks = 0; now.position() != BreakerAction.Position.ARMED; looks++) {
                if (looks == MOST_LOOKS) {
                    throw new IllegalStateException("budget " + now.budget() + ": expected to be armed again within "
                            + BETWEEN.multipliedBy(MOST_LOOKS).toMinutes() + " minutes, got "
                            + now.status());
                }
                pause.once();
                BreakerAction seen = again(now);
                if (seen.status() != now.status()) {
                    progress.accept(seen);
                    next(seen);
                }
                now = seen;
            }
        }
        return look();
    }

    /** AWS takes a reversal after an execution alone, and a reset after a reversal or a failure. */
    private void next(BreakerAction action) {
        switch (action.status()) {
            case EXECUTION_SUCCESS, REVERSE_FAILURE -> execute(action, ExecutionType.REVERSE_BUDGET_ACTION);
            case REVERSE_SUCCESS, EXECUTION_FAILURE, RESET_FAILURE ->
                execute(action, ExecutionType.RESET_BUDGET_ACTION);
            default -> {}
        }
    }

    private void execute(BreakerAction action, ExecutionType step) {
        Aws.call(
                "budgets:ExecuteBudgetAction",
                "deployer",
                () -> budgets.executeBudgetAction(asked -> asked.accountId(account)
                        .budgetName(action.budget())
                        .actionId(action.id())
                        .executionType(step)));
    }

    private BreakerAction again(BreakerAction action) {
        return of(action.budget()).stream()
                .filter(each -> each.id().equals(action.id()))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "budget " + action.budget(), "its action", "none any more", "pulumi up makes it again"));
    }

    @Override
    public void close() {
        budgets.close();
    }
}
