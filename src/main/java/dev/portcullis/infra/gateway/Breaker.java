package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.budgets.Budget;
import com.pulumi.aws.budgets.BudgetAction;
import com.pulumi.aws.budgets.BudgetActionArgs;
import com.pulumi.aws.budgets.inputs.BudgetActionActionThresholdArgs;
import com.pulumi.aws.budgets.inputs.BudgetActionDefinitionArgs;
import com.pulumi.aws.budgets.inputs.BudgetActionDefinitionIamActionDefinitionArgs;
import com.pulumi.aws.budgets.inputs.BudgetActionSubscriberArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.Site;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The stop outside the gateway, for the case that the gateway itself is wrong. When a day's bill for models passes the
 * limit, AWS Budgets attaches a policy that denies everything to the model role, whose rights are the models and no more.
 * AWS reports hours late; the gate's caps act first.
 */
public final class Breaker extends ComponentResource {
    public static final String PART = "breaker";
    /** AWS's own, since a policy of ours could be changed by whoever may change policies. */
    public static final String DENY = "arn:aws:iam::aws:policy/AWSDenyAll";

    /**
     * @param budgets the daily ones, by the name of their action
     * @param modelRole the name of the role that loses its rights
     */
    record Args(SortedMap<String, Budget> budgets, Output<String> modelRole, Output<String> topic) {}

    Breaker(String name, Site site, Args args) {
        super("portcullis:index:Breaker", name, site.component());
        CustomResourceOptions child = under(this).build();
        Role role = new Role(
                name + "-role",
                site.role(PART).assumeRolePolicy(site.policy(Breaker::trust)).build(),
                child);
        RolePolicy rights = new RolePolicy(
                name + "-rights",
                RolePolicyArgs.builder()
                        .role(role.name())
                        .policy(site.policy(Breaker::rights))
                        .build(),
                child);
        // AWS tries the role when the action is made.
        CustomResourceOptions after = under(this).dependsOn(rights).build();
        args.budgets()
                .forEach(
                        (part, budget) -> new BudgetAction(name + "-" + part, action(site, args, role, budget), after));
        registerOutputs(Map.of());
    }

    private static BudgetActionArgs action(Site site, Args args, Role role, Budget budget) {
        return BudgetActionArgs.builder()
                .budgetName(budget.name())
                .actionType("APPLY_IAM_POLICY")
                .approvalModel("AUTOMATIC")
                .notificationType("ACTUAL")
                .actionThreshold(BudgetActionActionThresholdArgs.builder()
                        .actionThresholdType("ABSOLUTE_VALUE")
                        .actionThresholdValue(
                                site.settings().spend().breakerUsd().dollars().doubleValue())
                        .build())
                .definition(BudgetActionDefinitionArgs.builder()
                        .iamActionDefinition(BudgetActionDefinitionIamActionDefinitionArgs.builder()
                                .policyArn(DENY)
                                .roles(args.modelRole().applyValue(List::of))
                                .build())
                        .build())
                .executionRoleArn(role.arn())
                .subscribers(BudgetActionSubscriberArgs.builder()
                        .subscriptionType("SNS")
                        .address(args.topic())
                        .build())
                .build();
    }

    /** The account and the budgets: without them, Budgets could be asked from another account to act here. */
    static PolicyDocument trust(Arns arns) {
        return PolicyDocument.of(Statement.trust("Service", "budgets.amazonaws.com")
                .when("StringEquals", "aws:SourceAccount", arns.account())
                .when(
                        "ArnLike",
                        "aws:SourceArn",
                        arns.global("budgets", "budget/" + arns.names().of("*"))));
    }

    /** One policy onto one role and off it again. */
    public static PolicyDocument rights(Arns arns) {
        return PolicyDocument.of(Statement.allow(
                        "TakeModels",
                        List.of("iam:AttachRolePolicy", "iam:DetachRolePolicy"),
                        List.of(arns.role(HostPolicies.MODEL_ROLE)))
                .when("ArnEquals", "iam:PolicyARN", DENY));
    }
}
