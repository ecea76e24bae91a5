package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.settings.value.LogRetention;

/**
 * The log group that takes the host's journal, and the role that may add lines to it. CloudWatch encrypts every group
 * with a key of its own; a key of the account's would cost a dollar a month and keep nobody out who is not kept out by
 * the right to read the group.
 */
final class HostLogs {
    private final RolePolicy rights;

    /** @param trust the trust policy that names the instance's role */
    HostLogs(String name, Site site, LogRetention retention, Output<String> trust, Resource parent) {
        CustomResourceOptions child = under(parent).build();
        LogGroup group = new LogGroup(
                name + "-logs",
                LogGroupArgs.builder()
                        .name(site.names().hostLogs())
                        .retentionInDays(retention.days())
                        .build(),
                child);
        Role role = new Role(
                name + "-logs-role",
                site.role(HostPolicies.LOGS_ROLE).assumeRolePolicy(trust).build(),
                child);
        this.rights = new RolePolicy(
                name + "-logs-rights",
                RolePolicyArgs.builder()
                        .role(role.name())
                        .policy(site.policy(HostPolicies::logs))
                        .build(),
                under(parent).dependsOn(group).build());
    }

    /** The last of it, for which the instance waits. */
    RolePolicy rights() {
        return rights;
    }
}
