package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Idle;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import java.util.List;

/** CI's rights for the function that stops an idle host, its schedule and its log. The host's log group is among them, for its type is here. */
final class DeployIdleStop {
    private DeployIdleStop() {}

    static List<Deployable> rows(RightsContext facts) {
        Arns gateway = facts.gateway();
        String function = facts.named("lambda", "function:", Idle.PART);
        String rule = facts.named("events", "rule/", Idle.PART);
        String group = gateway.logGroup(gateway.names().of(Idle.PART));
        Statement keepFunction = allow(
                "KeepFunction",
                function,
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunction",
                "lambda:GetFunctionCodeSigningConfig",
                "lambda:ListTags",
                "lambda:ListVersionsByFunction",
                "lambda:TagResource",
                "lambda:UntagResource",
                "lambda:UpdateFunctionCode",
                "lambda:UpdateFunctionConfiguration");
        return List.of(
                Deployable.of(
                        "aws:lambda/function:Function",
                        keepFunction,
                        DeployRoles.pass("PassIdleStop", facts, Idle.PART, "lambda.amazonaws.com")),
                Deployable.of(
                        "aws:lambda/permission:Permission",
                        allow("OpenToSchedule", function, "lambda:AddPermission")
                                .when("StringEquals", "lambda:Principal", "events.amazonaws.com"),
                        allow("ReadPermission", function, "lambda:GetPolicy", "lambda:RemovePermission")),
                Deployable.of(
                        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
                        allow(
                                "KeepInvokeConfig",
                                function,
                                "lambda:DeleteFunctionEventInvokeConfig",
                                "lambda:GetFunctionEventInvokeConfig",
                                "lambda:PutFunctionEventInvokeConfig")),
                Deployable.of(
                        "aws:cloudwatch/eventRule:EventRule",
                        allow(
                                "KeepSchedule",
                                rule,
                                "events:DeleteRule",
                                "events:DescribeRule",
                                "events:ListTagsForResource",
                                "events:PutRule",
                                "events:TagResource",
                                "events:UntagResource")),
                Deployable.of(
                        "aws:cloudwatch/eventTarget:EventTarget",
                        allow("AimSchedule", rule, "events:PutTargets")
                                .when("ForAllValues:ArnEquals", "events:TargetArn", function)
                                .when("Null", "events:TargetArn", "false"),
                        allow("KeepTarget", rule, "events:ListTargetsByRule", "events:RemoveTargets")),
                Deployable.of(
                        "aws:cloudwatch/logGroup:LogGroup",
                        Statement.allow(AnyResource.ListBeforeRead),
                        Statement.allow(
                                "KeepLogGroup",
                                List.of(
                                        "logs:CreateLogGroup",
                                        "logs:DeleteLogGroup",
                                        "logs:ListTagsForResource",
                                        "logs:PutRetentionPolicy",
                                        "logs:TagResource",
                                        "logs:UntagResource"),
                                List.of(group, group + ":*", gateway.hostLogs(), gateway.hostLogs() + ":*"))));
    }

    private static Statement allow(String sid, String resource, String... actions) {
        return Statement.allow(sid, List.of(actions), List.of(resource));
    }
}
