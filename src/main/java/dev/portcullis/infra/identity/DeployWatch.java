package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Breaker;
import dev.portcullis.infra.gateway.Host;
import dev.portcullis.infra.gateway.HostDisk;
import dev.portcullis.infra.gateway.Idle;
import dev.portcullis.infra.gateway.SpendAlarms;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.wake.Wake;
import java.util.List;

/**
 * CI's rights for alarms, alerts, budgets, snapshots and the trail. It may create and start a trail; it has no call
 * that stops, redirects or deletes one. It cannot remove a mail address from the alerts either, since such a call would
 * be good for every subscription of the account.
 */
final class DeployWatch {
    private DeployWatch() {}

    static List<Deployable> rows(RightsContext facts) {
        Statement list = Statement.allow(AnyResource.ListBeforeRead);
        String topic = facts.named("sns", "", SpendAlarms.ALERTS);
        Statement keepTopic = allow(
                "KeepTopic",
                topic,
                "sns:CreateTopic",
                "sns:DeleteTopic",
                "sns:GetTopicAttributes",
                "sns:ListTagsForResource",
                "sns:SetTopicAttributes",
                "sns:TagResource",
                "sns:UntagResource");
        return List.of(
                Deployable.of("aws:cloudwatch/metricAlarm:MetricAlarm", alarms(facts, topic)),
                Deployable.of("aws:sns/topic:Topic", keepTopic),
                Deployable.of("aws:sns/topicPolicy:TopicPolicy", keepTopic),
                Deployable.of(
                        "aws:sns/topicSubscription:TopicSubscription",
                        list,
                        allow("SubscribeMail", topic, "sns:Subscribe").when("StringEquals", "sns:Protocol", "email")),
                Deployable.of("aws:budgets/budget:Budget", budgets(facts)),
                Deployable.of("aws:budgets/budgetAction:BudgetAction", breaker(facts)),
                Deployable.of("aws:costexplorer/anomalySubscription:AnomalySubscription", anomalies(facts)),
                Deployable.of("aws:dlm/lifecyclePolicy:LifecyclePolicy", snapshots(facts)),
                Deployable.of(
                        "aws:cloudtrail/trail:Trail",
                        list,
                        allow(
                                "KeepTrail",
                                facts.gateway().trail(),
                                "cloudtrail:AddTags",
                                "cloudtrail:CreateTrail",
                                "cloudtrail:GetEventSelectors",
                                "cloudtrail:GetInsightSelectors",
                                "cloudtrail:GetTrailStatus",
                                "cloudtrail:ListTags",
                                "cloudtrail:RemoveTags",
                                "cloudtrail:StartLogging")));
    }

    private static Statement[] alarms(RightsContext facts, String topic) {
        List<String> alarms = List.of(
                facts.named("cloudwatch", "alarm:", Host.alarm(Host.REBOOT)),
                facts.named("cloudwatch", "alarm:", Idle.ALARM),
                facts.named("cloudwatch", "alarm:", Wake.ALARM));
        String region = facts.gateway().region();
        return new Statement[] {
            // An alarm acts with CloudWatch's rights, not its maker's: it could stop or terminate any instance.
            Statement.allow("MakeAlarm", List.of("cloudwatch:PutMetricAlarm"), alarms)
                    .when(
                            "ForAllValues:StringEquals",
                            "cloudwatch:AlarmActions",
                            Host.automatic(region, Host.REBOOT),
                            topic),
            Statement.allow(
                    "KeepAlarm",
                    List.of(
                            "cloudwatch:DeleteAlarms",
                            "cloudwatch:ListTagsForResource",
                            "cloudwatch:TagResource",
                            "cloudwatch:UntagResource"),
                    alarms),
            // A list, whose resource is every alarm.
            allow("ListAlarms", facts.gateway().regional("cloudwatch", "alarm:*"), "cloudwatch:DescribeAlarms"),
            // The first alarm of an account that reboots needs the role that does it.
            allow(
                            "LetAlarmsAct",
                            facts.gateway()
                                    .global(
                                            "iam",
                                            "role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents"),
                            "iam:CreateServiceLinkedRole")
                    .when("StringEquals", "iam:AWSServiceName", "events.amazonaws.com")
        };
    }

    private static Statement budgets(RightsContext facts) {
        return Statement.allow(
                "KeepBudget",
                List.of(
                        "budgets:ListTagsForResource",
                        "budgets:ModifyBudget",
                        "budgets:TagResource",
                        "budgets:UntagResource",
                        "budgets:ViewBudget"),
                facts.budgets());
    }

    /** It may set the breaker up, and neither trip nor reset it. */
    private static Statement[] breaker(RightsContext facts) {
        return new Statement[] {
            DeployRoles.pass("PassBreaker", facts, Breaker.PART, "budgets.amazonaws.com"),
            Statement.allow(
                    "KeepBreaker",
                    List.of(
                            "budgets:CreateBudgetAction",
                            "budgets:DeleteBudgetAction",
                            "budgets:DescribeBudgetAction",
                            "budgets:ListTagsForResource",
                            "budgets:TagResource",
                            "budgets:UntagResource",
                            "budgets:UpdateBudgetAction"),
                    facts.budgetActions())
        };
    }

    private static Statement[] anomalies(RightsContext facts) {
        return new Statement[] {
            Statement.allow(AnyResource.CreateAnomalyAlerts).when("StringEquals", TaggedRights.BORN, facts.stack()),
            allow(
                            "KeepAnomalyAlerts",
                            facts.gateway().global("ce", "anomalysubscription/*"),
                            "ce:DeleteAnomalySubscription",
                            "ce:GetAnomalySubscriptions",
                            "ce:ListTagsForResource",
                            "ce:TagResource",
                            "ce:UntagResource",
                            "ce:UpdateAnomalySubscription")
                    .when("StringEquals", TaggedRights.OWN, facts.stack())
        };
    }

    private static Statement[] snapshots(RightsContext facts) {
        return new Statement[] {
            DeployRoles.pass("PassSnapshots", facts, HostDisk.SNAPSHOT_ROLE, "dlm.amazonaws.com"),
            Statement.allow(AnyResource.CreateSnapshotSchedule).when("StringEquals", TaggedRights.BORN, facts.stack()),
            allow(
                            "KeepSnapshotSchedule",
                            facts.gateway().regional("dlm", "policy/*"),
                            "dlm:DeleteLifecyclePolicy",
                            "dlm:GetLifecyclePolicy",
                            "dlm:ListTagsForResource",
                            "dlm:TagResource",
                            "dlm:UntagResource",
                            "dlm:UpdateLifecyclePolicy")
                    .when("StringEquals", TaggedRights.OWN, facts.stack())
        };
    }

    private static Statement allow(String sid, String resource, String... actions) {
        return Statement.allow(sid, List.of(actions), List.of(resource));
    }
}
