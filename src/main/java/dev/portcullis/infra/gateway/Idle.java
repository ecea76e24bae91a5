package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.infra.stack.StackFunction;
import dev.portcullis.settings.value.AwakeWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stops the host when nobody asked it anything for a while; what is stopped costs its disks and nothing else. */
public final class Idle extends ComponentResource {
    public static final String PART = "idle-stop";
    public static final String ALARM = "idle-stop-errors";

    /**
     * @param jar the function's own archive, which holds nothing of Pulumi
     * @param after how long without a request
     * @param awake when the host is left alone
     */
    record Args(
            String jar,
            Duration after,
            Optional<AwakeWindows> awake,
            Output<String> instanceId,
            Output<String> instanceArn,
            Output<String> topic) {}

    Idle(String name, Site site, Args args) {
        super("portcullis:index:Idle", name, site.component());
        StackFunction function = new StackFunction(name, site, code(site, args), alarm(args), this);
        schedule(name, site, function, under(this).build());
        registerOutputs(Map.of("functionName", function.name()));
    }

    private static StackFunction.Code code(Site site, Args args) {
        return new StackFunction.Code(
                PART,
                args.jar(),
                "dev.portcullis.idlestop.Handler",
                300,
                args.instanceId().applyValue(id -> environment(site, args, id)),
                Output.tuple(site.arns(), args.instanceArn()).applyValue(known -> rights(known.t1, known.t2)));
    }

    private static Map<String, String> environment(Site site, Args args, String instanceId) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "INSTANCE_ID", instanceId,
                "METRIC_NAMESPACE", site.names().metricNamespace(),
                "IDLE_STOP_AFTER", args.after().toString()));
        args.awake().ifPresent(windows -> environment.put("AWAKE", windows.text()));
        return environment;
    }

    /**
     * The function fails on purpose when it cannot know whether the host is idle; a person has to look then. Two of the
     * three runs that a period of half an hour has.
     */
    private static StackFunction.Alarm alarm(Args args) {
        return new StackFunction.Alarm(ALARM, "the idle stop cannot do its work", 2, 1800, args.topic());
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

    private void schedule(String name, Site site, StackFunction function, CustomResourceOptions child) {
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
}
