package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.budgets.Budget;
import com.pulumi.aws.budgets.BudgetArgs;
import com.pulumi.aws.budgets.inputs.BudgetCostFilterArgs;
import com.pulumi.aws.budgets.inputs.BudgetNotificationArgs;
import com.pulumi.aws.costexplorer.AnomalySubscription;
import com.pulumi.aws.costexplorer.AnomalySubscriptionArgs;
import com.pulumi.aws.costexplorer.inputs.AnomalySubscriptionSubscriberArgs;
import com.pulumi.aws.costexplorer.inputs.AnomalySubscriptionThresholdExpressionArgs;
import com.pulumi.aws.costexplorer.inputs.AnomalySubscriptionThresholdExpressionDimensionArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.settings.SpendSettings;
import dev.portcullis.settings.value.Usd;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The alerts that reach a person, and AWS's own view of the money. These budgets only notify, hours late: the limit
 * that holds is the gate's. Two daily ones, because Claude and other third-party models are billed by AWS Marketplace
 * and no single cost filter joins the two.
 */
public final class SpendAlarms extends ComponentResource {
    public static final String ALERTS = "alerts";
    public static final String BEDROCK_DAILY = "bedrock-daily";
    public static final String MARKETPLACE_DAILY = "marketplace-daily";
    public static final String MONTHLY = "monthly";

    /** The part's name to the bills that it counts. */
    private static final SortedMap<String, BudgetCostFilterArgs> DAILY = new TreeMap<>(Map.of(
            BEDROCK_DAILY, filter("Service", "Amazon Bedrock"),
            MARKETPLACE_DAILY, filter("BillingEntity", "AWS Marketplace")));

    private final Output<String> topicArn;
    private final SortedMap<String, Budget> daily;

    SpendAlarms(String name, Site site) {
        super("portcullis:index:Spend", name, site.component());
        CustomResourceOptions child = under(this).build();
        Topic topic = new Topic(
                name + "-alerts",
                TopicArgs.builder().name(site.names().of(ALERTS)).build(),
                child);
        this.topicArn = topic.arn();
        TopicPolicy policy = new TopicPolicy(
                name + "-alerts-policy",
                TopicPolicyArgs.builder()
                        .arn(topicArn)
                        .policy(Output.tuple(topicArn, site.arns())
                                .applyValue(known -> topicPolicy(known.t1, known.t2.account())
                                        .json()))
                        .build(),
                child);
        SpendSettings settings = site.settings().spend();
        new TopicSubscription(
                name + "-alerts-mail",
                TopicSubscriptionArgs.builder()
                        .topic(topicArn)
                        .protocol("email")
                        .endpoint(settings.alertEmail().value())
                        .build(),
                child);
        // AWS refuses a notification to a topic that does not accept it yet.
        CustomResourceOptions after = under(this).dependsOn(policy).build();
        this.daily = budgets(name, site, settings, after);
        settings.anomalyMonitorArn().ifPresent(arn -> anomalies(name, site, arn, settings, after));
        registerOutputs(Map.of("topicArn", topicArn));
    }

    Output<String> topicArn() {
        return topicArn;
    }

    static PolicyDocument topicPolicy(String topic, String account) {
        return new PolicyDocument(List.of(
                Statement.denyPlaintext("sns:Publish", List.of(topic)),
                publish("Budgets", "budgets.amazonaws.com", topic, account),
                publish("Anomalies", "costalerts.amazonaws.com", topic, account),
                publish("Alarms", "cloudwatch.amazonaws.com", topic, account)));
    }

    private static Statement publish(String sid, String service, String topic, String account) {
        return Statement.allow(sid, List.of("sns:Publish"), List.of(topic))
                .to("Service", service)
                .when("StringEquals", "aws:SourceAccount", account);
    }

    /** The budgets of a day's model calls, by their parts' names. */
    SortedMap<String, Budget> daily() {
        return daily;
    }

    private SortedMap<String, Budget> budgets(
            String name, Site site, SpendSettings settings, CustomResourceOptions child) {
        SortedMap<String, Budget> daily = new TreeMap<>();
        DAILY.forEach((part, filter) -> daily.put(
                part,
                new Budget(
                        name + "-" + part,
                        budget(site, part, "DAILY", settings.warnModelsDayUsd())
                                .costFilters(filter)
                                .notifications(notifications("ACTUAL:80", "ACTUAL:100"))
                                .build(),
                        child)));
        new Budget(
                name + "-monthly",
                budget(site, MONTHLY, "MONTHLY", settings.warnAccountMonthUsd())
                        .notifications(notifications("ACTUAL:80", "ACTUAL:100", "FORECASTED:100"))
                        .build(),
                child);
        return daily;
    }

    private static BudgetArgs.Builder budget(Site site, String part, String period, Usd limit) {
        return BudgetArgs.builder()
                .name(site.names().of(part))
                .budgetType("COST")
                .timeUnit(period)
                .limitAmount(limit.decimal())
                .limitUnit("USD");
    }

    private static BudgetCostFilterArgs filter(String name, String value) {
        return BudgetCostFilterArgs.builder().name(name).values(value).build();
    }

    /** @param rules {@code TYPE:percent} */
    private List<BudgetNotificationArgs> notifications(String... rules) {
        return Arrays.stream(rules)
                .map(rule -> rule.split(":", -1))
                .map(rule -> BudgetNotificationArgs.builder()
                        .notificationType(rule[0])
                        .comparisonOperator("GREATER_THAN")
                        .threshold(Double.valueOf(rule[1]))
                        .thresholdType("PERCENTAGE")
                        .subscriberSnsTopicArns(topicArn.applyValue(List::of))
                        .build())
                .toList();
    }

    /** Tells of an anomaly that has cost as much as a day's model calls may before the warning. */
    private void anomalies(
            String name, Site site, String monitorArn, SpendSettings settings, CustomResourceOptions child) {
        new AnomalySubscription(
                name + "-anomalies",
                AnomalySubscriptionArgs.builder()
                        .name(site.names().of("anomalies"))
                        .frequency("IMMEDIATE")
                        .monitorArnLists(monitorArn)
                        .subscribers(AnomalySubscriptionSubscriberArgs.builder()
                                .type("SNS")
                                .address(topicArn)
                                .build())
                        .thresholdExpression(AnomalySubscriptionThresholdExpressionArgs.builder()
                                .dimension(AnomalySubscriptionThresholdExpressionDimensionArgs.builder()
                                        .key("ANOMALY_TOTAL_IMPACT_ABSOLUTE")
                                        .matchOptions("GREATER_THAN_OR_EQUAL")
                                        .values(settings.warnModelsDayUsd().decimal())
                                        .build())
                                .build())
                        .build(),
                child);
    }
}
