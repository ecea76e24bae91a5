package dev.portcullis.infra.wake;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.lambda.FunctionUrl;
import com.pulumi.aws.lambda.FunctionUrlArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.infra.stack.StackFunction;
import java.util.Map;

/**
 * The function that starts the one instance. Its URL is open to anyone, because the Worker has no key of AWS to sign
 * with: the signature of the Worker decides, in the function itself.
 */
final class WakeFunction {
    private final StackFunction function;
    private final Output<String> url;

    WakeFunction(String name, Site site, Wake.Args args, Parameter secret, Resource parent) {
        this.function = new StackFunction(name, site, code(site, args, secret), alarm(args), parent);
        this.url = url(name, under(parent).build());
    }

    Output<String> name() {
        return function.name();
    }

    Output<String> url() {
        return url;
    }

    private static StackFunction.Code code(Site site, Wake.Args args, Parameter secret) {
        return new StackFunction.Code(
                Wake.PART,
                args.jar(),
                "dev.portcullis.idlestop.WakeHandler",
                60,
                Output.tuple(args.instanceId(), secret.version())
                        .applyValue(known -> Map.of(
                                "INSTANCE_ID", known.t1,
                                "METRIC_NAMESPACE", site.names().metricNamespace(),
                                "SECRET_PARAMETER", site.names().parameter(Wake.SECRET),
                                // A new secret starts the function anew, which reads it at its start.
                                "SECRET_VERSION", known.t2.toString(),
                                "WAKES_PER_DAY", Integer.toString(args.perDay()))),
                Output.tuple(site.arns(), args.instanceArn()).applyValue(known -> WakeRights.of(known.t1, known.t2)));
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
    private static StackFunction.Alarm alarm(Wake.Args args) {
        return new StackFunction.Alarm(
                Wake.ALARM, "callers find the host asleep and it cannot be started", 1, 300, args.topic());
    }
}
