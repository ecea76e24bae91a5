package dev.portcullis.infra.stack;

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
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import java.util.List;
import java.util.Map;

/**
 * A Lambda function with a log group that ends with the stack, a role of its own, no second attempts, and an alarm on
 * its errors.
 */
public final class StackFunction {
    private static final int LOG_DAYS = 30;

    private final Function function;

    /**
     * The code and its surroundings.
     *
     * @param part the end of its name, of its role's and of its log group's
     * @param jar the function's own archive, which holds nothing of Pulumi
     * @param handler the class in it
     * @param seconds the time that one call may take, 1 to 900
     * @param rights all that its role may do
     */
    public record Code(
            String part,
            String jar,
            String handler,
            int seconds,
            Output<Map<String, String>> environment,
            Output<PolicyDocument> rights) {}

    /**
     * When a person has to look.
     *
     * @param errors as many within the period
     * @param seconds the period, a multiple of 60
     * @param topic the address of those who are told
     */
    public record Alarm(String part, String description, int errors, int seconds, Output<String> topic) {}

    public StackFunction(String name, Site site, Code code, Alarm alarm, Resource parent) {
        CustomResourceOptions child = under(parent).build();
        String functionName = site.names().of(code.part());
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
                site.role(code.part())
                        .assumeRolePolicy(PolicyDocument.of(Statement.trust("Service", "lambda.amazonaws.com"))
                                .json())
                        .build(),
                child);
        RolePolicy rights = new RolePolicy(
                name + "-rights",
                RolePolicyArgs.builder()
                        .role(role.name())
                        .policy(code.rights().applyValue(PolicyDocument::json))
                        .build(),
                child);
        function = new Function(
                name + "-function",
                args(code, role).name(functionName).build(),
                under(parent).dependsOn(logs, rights).build());
        // A call that fails is an alarm; tried again twice, one would count three times.
        new FunctionEventInvokeConfig(
                name + "-no-retries",
                FunctionEventInvokeConfigArgs.builder()
                        .functionName(function.name())
                        .maximumRetryAttempts(0)
                        .build(),
                child);
        new MetricAlarm(name + "-alarm", args(site, alarm, function).build(), child);
    }

    public Output<String> name() {
        return function.name();
    }

    public Output<String> arn() {
        return function.arn();
    }

    private static FunctionArgs.Builder args(Code code, Role role) {
        return FunctionArgs.builder()
                .runtime("java21")
                .architectures("arm64")
                .handler(code.handler())
                .code(new FileArchive(code.jar()))
                .role(role.arn())
                .memorySize(512)
                .timeout(code.seconds())
                .environment(FunctionEnvironmentArgs.builder()
                        .variables(code.environment())
                        .build());
    }

    private static MetricAlarmArgs.Builder args(Site site, Alarm alarm, Function function) {
        return MetricAlarmArgs.builder()
                .name(site.names().of(alarm.part()))
                .alarmDescription("Portcullis " + site.names().stack() + ": " + alarm.description())
                .namespace("AWS/Lambda")
                .metricName("Errors")
                .dimensions(function.name().applyValue(value -> Map.of("FunctionName", value)))
                .statistic("Sum")
                .comparisonOperator("GreaterThanOrEqualToThreshold")
                .threshold((double) alarm.errors())
                .period(alarm.seconds())
                .evaluationPeriods(1)
                .treatMissingData("notBreaching")
                .alarmActions(alarm.topic().applyValue(List::of));
    }
}
