package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.dlm.LifecyclePolicy;
import com.pulumi.aws.dlm.LifecyclePolicyArgs;
import com.pulumi.aws.dlm.inputs.LifecyclePolicyPolicyDetailsArgs;
import com.pulumi.aws.dlm.inputs.LifecyclePolicyPolicyDetailsScheduleArgs;
import com.pulumi.aws.dlm.inputs.LifecyclePolicyPolicyDetailsScheduleCreateRuleArgs;
import com.pulumi.aws.dlm.inputs.LifecyclePolicyPolicyDetailsScheduleRetainRuleArgs;
import com.pulumi.aws.ebs.Volume;
import com.pulumi.aws.ebs.VolumeArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.settings.HostSettings;
import java.util.Map;

/**
 * The volume that holds the database: it outlives the instance, its image and a mistaken {@code pulumi destroy}, and a
 * week of daily snapshots stands behind it.
 */
public final class HostDisk {
    /** The tag by which the snapshot schedule, and nothing else, finds the volume. */
    public static final String VOLUME_TAG = "portcullis:data";

    private static final int SNAPSHOTS_KEPT = 7;
    public static final String SNAPSHOT_ROLE = "snapshots";

    private final Volume volume;

    HostDisk(String name, Site site, Resource parent) {
        CustomResourceOptions child = under(parent).build();
        HostSettings settings = site.settings().host();
        VolumeArgs.Builder volume = VolumeArgs.builder()
                .availabilityZone(settings.availabilityZone().value())
                .size(settings.dataVolumeGiB())
                .type("gp3")
                .encrypted(true)
                .tags(Map.of(
                        "Name",
                        site.names().of("data"),
                        VOLUME_TAG,
                        site.names().stack()));
        settings.dataVolumeSnapshotId().ifPresent(snapshot -> volume.snapshotId(snapshot.value()));
        this.volume = new Volume(
                name + "-data-volume",
                volume.build(),
                under(parent).protect(true).retainOnDelete(true).build());
        snapshots(name, site, child);
    }

    Volume volume() {
        return volume;
    }

    private static void snapshots(String name, Site site, CustomResourceOptions child) {
        Role role = new Role(
                name + "-snapshot-role",
                site.role(SNAPSHOT_ROLE)
                        .assumeRolePolicy(
                                HostPolicies.trust("dlm.amazonaws.com").json())
                        .build(),
                child);
        RolePolicy rights = new RolePolicy(
                name + "-snapshot-rights",
                RolePolicyArgs.builder()
                        .role(role.name())
                        .policy(site.policy(arns -> HostPolicies.snapshots(arns, VOLUME_TAG)))
                        .build(),
                child);
        new LifecyclePolicy(
                name + "-snapshots",
                LifecyclePolicyArgs.builder()
                        .description("Portcullis data volume of stack "
                                + site.names().stack())
                        .executionRoleArn(role.arn())
                        .state("ENABLED")
                        .policyDetails(LifecyclePolicyPolicyDetailsArgs.builder()
                                .resourceTypes("VOLUME")
                                .targetTags(Map.of(VOLUME_TAG, site.names().stack()))
                                .schedules(daily())
                                .build())
                        .build(),
                CustomResourceOptions.merge(
                        child, CustomResourceOptions.builder().dependsOn(rights).build()));
    }

    private static LifecyclePolicyPolicyDetailsScheduleArgs daily() {
        return LifecyclePolicyPolicyDetailsScheduleArgs.builder()
                .name("daily")
                .copyTags(true)
                .createRule(LifecyclePolicyPolicyDetailsScheduleCreateRuleArgs.builder()
                        .interval(24)
                        .intervalUnit("HOURS")
                        .times("03:00")
                        .build())
                .retainRule(LifecyclePolicyPolicyDetailsScheduleRetainRuleArgs.builder()
                        .count(SNAPSHOTS_KEPT)
                        .build())
                .build();
    }
}
