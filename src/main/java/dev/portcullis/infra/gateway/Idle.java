package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.asset.FileArchive;
import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.FunctionEventInvokeConfig;
import com.pulumi.aws.lambda.FunctionEventInvokeConfigArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stops the host when nobody asked it anything for a while; what is stopped costs its disks and nothing else. */
public final class Idle extends ComponentResource {
    public static final String PART = "idle-stop";
    public static final String ALARM = "idle-stop-errors";
    private static final int LOG_DAYS = 30;

    /**
     * @param jar the function's own archive, which holds nothing of Pulumi
     * @param after how long without a request
     */
    record Args(
            String jar, Duration after, Output<String> instanceId, Output<String> instanceArn, Output<String> topic) {}

    Idle(String name, Site site, Args args) {
        super("portcullis:index:Idle", name, site.component());
        CustomResourceOptions child = under(this).build();
        String functionName = site.names().of(PART);
        // Declared before the function: a log group that Lambda creates by itself would stay behind for ever.
        LogGroup logs = new LogGroup(
                name + "-logs",
                LogGroupArgs.builder()
                        .name(site.names().logGroup(functionName))
                        .retentionInDays(LOG_DAYS)
                        .build(),
                child);
        Role role = new Role(
                name + "-role",
                site.role(PART)
                        .assumeRolePolicy(
                                HostPolicies.trust("lambda.amazonaws.com").json())
                        .build(),
                child);
        RolePolicy rights = new RolePolicy(
                name + "-rights",
                RolePolicyArgs.builder()
                        .role(role.name())
                        .policy(Output.tuple(site.arns(), args.instanceArn())
                                .applyValue(known -> rights(known.t1, known.t2).json()))
                        .build(),
                child);
        Function function = new Function(
                name + "-function",
                function(site, args, role).name(functionName).build(),
                under(this).dependsOn(logs, rights).build());
        // A verdict that fails is an alarm; tried again twice, one alarm would count three times.
        new FunctionEventInvokeConfig(
                name + "-no-retries",
                FunctionEventInvokeConfigArgs.builder()
                        .functionName(function.name())
                        .maximumRetryAttempts(0)
                        .build(),
                child);
        schedule(name, site, function, child);
        alarm(name, site, function, args.topic(), child);
        registerOutputs(Map.of("functionName", function.name()));
    }

    private static FunctionArgs.Builder function(Site site, Args args, Role role) {
        return FunctionArgs.builder()
                .runtime("java21")
                .architectures("arm64")
                .handler("dev.portcullis.idlestop.Handler")
                .code(new FileArchive(args.jar()))
                .role(role.arn())
                .memorySize(512)
                .timeout(300)
                .environment(FunctionEnvironmentArgs.builder()
                        .variables(args.instanceId()
                                .applyValue(id -> Map.of(
                                        "INSTANCE_ID", id,
                                        "METRIC_NAMESPACE", site.names().metricNamespace(),
                                        "IDLE_STOP_AFTER", args.after().toString())))
                        .build());
    }

    static PolicyDocument rights(Arns arns, String instanceArn) {
        List<Statement> rights = new ArrayList<>();
        rights.add(Statement.allow("StopHost", List.of("ec2:StopInstances"), List.of(instanceArn)));
        rights.addAll(logsAndMetrics(arns).statements());
        return new PolicyDocument(rights);
    }

    /** All but the right to stop, which names an instance that is known only when it is there. */
    public static PolicyDocument logsAndMetrics(Arns arns) {
        return PolicyDocument.of(
                Statement.allow(AnyResource.DescribeInstances),
                Statement.allow(AnyResource.ReadMetrics),
                Statement.allow(
                        "WriteLogs",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(arns.logGroup(arns.names().of(PART)) + ":*")));
    }

    private void schedule(String name, Site site, Function function, CustomResourceOptions child) {
        EventRule rule = new EventRule(
                name + "-schedule",
                EventRuleArgs.builder()
                        .name(site.names().of(PART))
                        .description("Portcullis: looks every ten minutes whether the host is idle")
                        .scheduleExpression("rate(10 minutes)")
                        .build(),
                child);
        Permission permission = new Permission(
                name + "-permission",
                PermissionArgs.builder()
                        .action("lambda:InvokeFunction")
                        .function(function.name())
                        .principal("events.amazonaws.com")
                        .sourceArn(rule.arn())
                        .build(),
                child);
        new EventTarget(
                name + "-target",
                EventTargetArgs.builder().rule(rule.name()).arn(function.arn()).build(),
                under(this).dependsOn(permission).build());
    }

    /** The function fails on purpose when it cannot know whether the host is idle; a person has to look then. */
    private static void alarm(
            String name, Site site, Function function, Output<String> topic, CustomResourceOptions child) {
        new MetricAlarm(
                name + "-alarm",
                MetricAlarmArgs.builder()
                        .name(site.names().of(ALARM))
                        .alarmDescription("Portcullis " + site.names().stack() + ": the idle stop cannot do its work")
                        .namespace("AWS/Lambda")
                        .metricName("Errors")
                        .dimensions(function.name().applyValue(value -> Map.of("FunctionName", value)))
                        .statistic("Sum")
                        .comparisonOperator("GreaterThanOrEqualToThreshold")
                        // Two runs of the three that a period of half an hour has.
                        .threshold(2.0)
                        .period(1800)
                        .evaluationPeriods(1)
                        .treatMissingData("notBreaching")
                        .alarmActions(topic.applyValue(List::of))
                        .build(),
                child);
    }
}
