package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Idle;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.wake.Awake;
import dev.portcullis.infra.wake.Wake;
import java.util.List;
import java.util.stream.Stream;

/**
 * CI's rights for the functions that stop and start the host, the schedule of the one and the address of the other. The
 * host's log group is among them, for its type is here.
 */
final class DeployIdleStop {
    private DeployIdleStop() {}

    static List<Deployable> rows(RightsContext facts) {
        Arns gateway = facts.gateway();
        String idle = facts.named("lambda", "function:", Idle.PART);
        String wake = facts.named("lambda", "function:", Wake.PART);
        List<String> functions = List.of(idle, wake);
        String rule = facts.named("events", "rule/", Idle.PART);
        List<String> groups = Stream.of(
                        gateway.logGroup(gateway.names().of(Idle.PART)),
                        gateway.logGroup(gateway.names().of(Wake.PART)),
                        gateway.hostLogs())
                .flatMap(group -> Stream.of(group, group + ":*"))
                .toList();
        Statement keepFunction = allow(
                "KeepFunction",
                functions,
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
                        DeployRoles.pass("PassIdleStop", facts, Idle.PART, "lambda.amazonaws.com"),
                        DeployRoles.pass("PassWake", facts, Wake.PART, "lambda.amazonaws.com")),
                Deployable.of(
                        "aws:lambda/functionUrl:FunctionUrl",
                        allow(
                                "KeepWakeUrl",
                                List.of(wake),
                                "lambda:CreateFunctionUrlConfig",
                                "lambda:DeleteFunctionUrlConfig",
                                "lambda:GetFunctionUrlConfig",
                                "lambda:UpdateFunctionUrlConfig")),
                Deployable.of(
                        "aws:lambda/permission:Permission",
                        allow("OpenToSchedule", List.of(idle), "lambda:AddPermission")
                                .when("StringEquals", "lambda:Principal", "events.amazonaws.com"),
                        // The function itself asks for the Worker's signature.
                        allow("OpenWake", List.of(wake), "lambda:AddPermission")
                                .when("StringEquals", "lambda:Principal", "*"),
                        allow("ReadPermission", functions, "lambda:GetPolicy", "lambda:RemovePermission")),
                Deployable.of(
                        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
                        allow(
                                "KeepInvokeConfig",
                                functions,
                                "lambda:DeleteFunctionEventInvokeConfig",
                                "lambda:GetFunctionEventInvokeConfig",
                                "lambda:PutFunctionEventInvokeConfig")),
                Deployable.of(
                        "aws:cloudwatch/eventRule:EventRule",
                        allow(
                                "KeepSchedule",
                                List.of(rule),
                                "events:DeleteRule",
                                "events:DescribeRule",
                                "events:ListTagsForResource",
                                "events:PutRule",
                                "events:TagResource",
                                "events:UntagResource")),
                Deployable.of(
                        "aws:scheduler/schedule:Schedule",
                        allow(
                                "KeepAwake",
                                List.of(facts.named("scheduler", "schedule/default/", Awake.PART + "-*")),
                                "scheduler:CreateSchedule",
                                "scheduler:DeleteSchedule",
                                "scheduler:GetSchedule",
                                "scheduler:UpdateSchedule"),
                        DeployRoles.pass("PassAwake", facts, Awake.PART, "scheduler.amazonaws.com")),
                Deployable.of(
                        "aws:cloudwatch/eventTarget:EventTarget",
                        allow("AimSchedule", List.of(rule), "events:PutTargets")
                                .when("ForAllValues:ArnEquals", "events:TargetArn", idle)
                                .when("Null", "events:TargetArn", "false"),
                        allow("KeepTarget", List.of(rule), "events:ListTargetsByRule", "events:RemoveTargets")),
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
                                groups)));
    }

    private static Statement allow(String sid, List<String> resources, String... actions) {
        return Statement.allow(sid, List.of(actions), resources);
    }
}
