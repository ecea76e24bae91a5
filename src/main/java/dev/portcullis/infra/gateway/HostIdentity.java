package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.catalogue.BedrockAccess;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.Site;
import java.util.ArrayList;
import java.util.List;

/** The host's roles and the profile that carries the first of them onto the instance. */
final class HostIdentity {
    private final Output<String> profileName;
    private final Output<String> modelRoleArn;
    private final Output<String> modelRole;
    private final List<Resource> policies;

    HostIdentity(String name, Site site, List<String> parameters, Catalogue catalogue, Resource parent) {
        CustomResourceOptions child = under(parent).build();
        Role instance = new Role(
                name + "-instance-role",
                site.role(HostPolicies.INSTANCE_ROLE)
                        .assumeRolePolicy(
                                HostPolicies.trust("ec2.amazonaws.com").json())
                        .build(),
                child);
        Role model = new Role(
                name + "-model-role",
                site.role(HostPolicies.MODEL_ROLE)
                        .assumeRolePolicy(instance.arn().applyValue(HostIdentity::trustRole))
                        .build(),
                child);
        Role metrics = new Role(
                name + "-metrics-role",
                site.role(HostPolicies.METRICS_ROLE)
                        .assumeRolePolicy(instance.arn().applyValue(HostIdentity::trustRole))
                        .build(),
                child);
        RolePolicy instanceRights = new RolePolicy(
                name + "-instance-rights",
                RolePolicyArgs.builder()
                        .role(instance.name())
                        .policy(site.policy(arns -> HostPolicies.instance(arns, parameters, narrow(site))))
                        .build(),
                child);
        RolePolicy modelRights = new RolePolicy(
                name + "-model-rights",
                RolePolicyArgs.builder()
                        .role(model.name())
                        .policy(site.policy(arns -> HostPolicies.model(
                                access(site, catalogue, arns),
                                arns.account(),
                                site.settings()
                                        .models()
                                        .guardrail()
                                        .map(guardrail -> guardrail.arn(arns.region(), arns.account())))))
                        .build(),
                child);
        RolePolicy metricsRights = new RolePolicy(
                name + "-metrics-rights",
                RolePolicyArgs.builder()
                        .role(metrics.name())
                        .policy(site.policy(HostPolicies::metrics))
                        .build(),
                child);
        InstanceProfile profile = new InstanceProfile(
                name + "-instance-profile",
                InstanceProfileArgs.builder()
                        .name(site.names().of(HostPolicies.INSTANCE_ROLE))
                        .role(instance.name())
                        .build(),
                child);
        this.profileName = profile.name();
        this.modelRoleArn = model.arn();
        this.modelRole = model.name();
        this.policies = new ArrayList<>(List.of(instanceRights, modelRights, metricsRights));
        site.settings()
                .host()
                .logs()
                .map(retention ->
                        new HostLogs(name, site, retention, instance.arn().applyValue(HostIdentity::trustRole), parent))
                .ifPresent(logs -> policies.add(logs.rights()));
    }

    Output<String> profileName() {
        return profileName;
    }

    /** The name of the model role. */
    Output<String> modelRole() {
        return modelRole;
    }

    Output<String> modelRoleArn() {
        return modelRoleArn;
    }

    /** The resources that the instance waits for, so that its first call is not refused. */
    List<Resource> policies() {
        return List.copyOf(policies);
    }

    private static List<String> narrow(Site site) {
        List<String> roles = new ArrayList<>(List.of(HostPolicies.MODEL_ROLE, HostPolicies.METRICS_ROLE));
        site.settings().host().logs().ifPresent(retention -> roles.add(HostPolicies.LOGS_ROLE));
        return roles;
    }

    private static String trustRole(String roleArn) {
        return PolicyDocument.of(Statement.trust("AWS", roleArn)).json();
    }

    private static BedrockAccess access(Site site, Catalogue catalogue, Arns arns) {
        return BedrockAccess.of(catalogue, site.settings().models().geography().word(), arns.region(), arns.account());
    }
}
