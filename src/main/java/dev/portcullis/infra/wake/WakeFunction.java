package dev.portcullis.infra.wake;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.asset.FileArchive;
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
import com.pulumi.aws.lambda.FunctionUrl;
import com.pulumi.aws.lambda.FunctionUrlArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Site;
import java.util.List;
import java.util.Map;

/**
 * The function that starts the one instance. Its URL is open to anyone, because the Worker has no key of AWS to sign
 * with: the signature of the Worker decides, in the function itself.
 */
final class WakeFunction {
    private static final int LOG_DAYS = 30;

    private final Function function;
    private final Output<String> url;

    WakeFunction(String name, Site site, Wake.Args args, Parameter secret, Resource parent) {
        CustomResourceOptions child = under(parent).build();
        String functionName = site.names().of(Wake.PART);
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
                site.role(Wake.PART)
                        .assumeRolePolicy(PolicyDocument.of(Statement.trust("Service", "lambda.amazonaws.com"))
                                .json())
                        .build(),
                child);
        RolePolicy rights = new RolePolicy(
                name + "-rights",
                RolePolicyArgs.builder()
                        .role(role.name())
                        .policy(Output.tuple(site.arns(), args.instanceArn())
                                .applyValue(known ->
                                        WakeRights.of(known.t1, known.t2).json()))
                        .build(),
                child);
        this.function = new Function(
                name + "-function",
                function(site, args, role, secret).name(functionName).build(),
                under(parent).dependsOn(logs, rights).build());
        // Somebody with an AWS account may leave a question here that nobody waits for; it is asked once.
        new FunctionEventInvokeConfig(
                name + "-no-retries",
                FunctionEventInvokeConfigArgs.builder()
                        .functionName(function.name())
                        .maximumRetryAttempts(0)
                        .build(),
                child);
        this.url = url(name, child);
        alarm(name, site, args.topic(), child);
    }

    Output<String> name() {
        return function.name();
    }

    Output<String> url() {
        return url;
    }

    private static FunctionArgs.Builder function(Site site, Wake.Args args, Role role, Parameter secret) {
        return FunctionArgs.builder()
                .runtime("java21")
                .architectures("arm64")
                .handler("dev.portcullis.idlestop.WakeHandler")
                .code(new FileArchive(args.jar()))
                .role(role.arn())
                .memorySize(512)
                .timeout(60)
                .environment(FunctionEnvironmentArgs.builder()
                        .variables(Output.tuple(args.instanceId(), secret.version())
                                .applyValue(known -> Map.of(
                                        "INSTANCE_ID", known.t1,
                                        "METRIC_NAMESPACE", site.names().metricNamespace(),
                                        "SECRET_PARAMETER", site.names().parameter(Wake.SECRET),
                                        // A new secret starts the function anew, which reads it at its start.
                                        "SECRET_VERSION", known.t2.toString(),
                                        "WAKES_PER_DAY", Integer.toString(args.perDay()))))
                        .build());
    }

    /**
     * The provider opens {@code lambda:InvokeFunctionUrl} itself for a URL without authorization. URLs made since October
     * 2025 need {@code lambda:InvokeFunction} too (AWS Lambda developer guide, "Control access to Lambda function URLs").
     */
    private Output<String> url(String name, CustomResourceOptions child) {
        FunctionUrl made = new FunctionUrl(
                name + "-url",
                FunctionUrlArgs.builder()
                        .functionName(function.name())
                        .authorizationType("NONE")
                        .build(),
                child);
        new Permission(
                name + "-open",
                PermissionArgs.builder()
                        .action("lambda:InvokeFunction")
                        .function(function.name())
                        .principal("*")
                        .build(),
                child);
        return made.functionUrl();
    }

    /** Strangers and refusals are answers and no errors; an error is a host that did not start for somebody. */
    private void alarm(String name, Site site, Output<String> topic, CustomResourceOptions child) {
        new MetricAlarm(
                name + "-alarm",
                MetricAlarmArgs.builder()
                        .name(site.names().of(Wake.ALARM))
                        .alarmDescription("Portcullis " + site.names().stack()
                                + ": callers find the host asleep and it cannot be started")
                        .namespace("AWS/Lambda")
                        .metricName("Errors")
                        .dimensions(function.name().applyValue(value -> Map.of("FunctionName", value)))
                        .statistic("Sum")
                        .comparisonOperator("GreaterThanOrEqualToThreshold")
                        .threshold(1.0)
                        .period(300)
                        .evaluationPeriods(1)
                        .treatMissingData("notBreaching")
                        .alarmActions(topic.applyValue(List::of))
                        .build(),
                child);
    }
}
