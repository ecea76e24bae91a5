package dev.portcullis.infra.wake;

import static dev.portcullis.infra.stack.StackContext.under;

import com.google.gson.Gson;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.scheduler.Schedule;
import com.pulumi.aws.scheduler.ScheduleArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleFlexibleTimeWindowArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetRetryPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.settings.value.AwakeWindows;
import java.util.List;
import java.util.Map;

/**
 * Starts the host at the beginning of each time in which it shall be awake. EventBridge Scheduler asks EC2 by itself: no
 * code runs, and callers' starts are not used up. The idle stop leaves the host alone until the end.
 */
public final class Awake extends ComponentResource {
    public static final String PART = "awake";

    /** EC2 refuses a start while the host is still stopping, which takes minutes at most. */
    private static final int RETRY_SECONDS = 1800;

    private static final int RETRIES = 20;

    /** The parts of the stack that it works with. */
    public record Args(AwakeWindows windows, Output<String> instanceId, Output<String> instanceArn) {}

    public Awake(String name, Site site, Args args) {
        super("portcullis:index:Awake", name, site.component());
        CustomResourceOptions child = under(this).build();
        Role role = new Role(
                name + "-role",
                site.role(PART).assumeRolePolicy(site.policy(Awake::trust)).build(),
                child);
        RolePolicy rights = new RolePolicy(
                name + "-rights",
                RolePolicyArgs.builder()
                        .role(role.name())
                        .policy(args.instanceArn()
                                .applyValue(arn -> PolicyDocument.of(Statement.allow(
                                                "StartHost", List.of("ec2:StartInstances"), List.of(arn)))
                                        .json()))
                        .build(),
                child);
        List<AwakeWindows.Window> windows = args.windows().windows();
        for (int index = 0; index < windows.size(); index++) {
            String part = "-" + (index + 1);
            new Schedule(
                    name + "-schedule" + part,
                    ScheduleArgs.builder()
                            .name(site.names().of(PART) + part)
                            .description("Portcullis: starts the host for " + args.windows())
                            .scheduleExpression(windows.get(index).cron())
                            .scheduleExpressionTimezone(args.windows().zone().getId())
                            .flexibleTimeWindow(ScheduleFlexibleTimeWindowArgs.builder()
                                    .mode("OFF")
                                    .build())
                            .target(ScheduleTargetArgs.builder()
                                    .arn("arn:aws:scheduler:::aws-sdk:ec2:startInstances")
                                    .roleArn(role.arn())
                                    .input(args.instanceId()
                                            .applyValue(id -> new Gson().toJson(Map.of("InstanceIds", List.of(id)))))
                                    .retryPolicy(ScheduleTargetRetryPolicyArgs.builder()
                                            .maximumEventAgeInSeconds(RETRY_SECONDS)
                                            .maximumRetryAttempts(RETRIES)
                                            .build())
                                    .build())
                            .build(),
                    under(this).dependsOn(rights).build());
        }
        registerOutputs(Map.of("schedules", Output.of(windows.size())));
    }

    /** Only for the schedules of this account: the service works for every customer of AWS. */
    private static PolicyDocument trust(Arns arns) {
        return PolicyDocument.of(Statement.trust("Service", "scheduler.amazonaws.com")
                .when("StringEquals", "aws:SourceAccount", arns.account())
                .when("ArnEquals", "aws:SourceArn", arns.regional("scheduler", "schedule-group/default")));
    }
}
