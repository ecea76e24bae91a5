package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Host;
import dev.portcullis.infra.gateway.HostDisk;
import dev.portcullis.infra.gateway.HostPolicies;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.Statement;
import java.util.List;

/**
 * CI's rights for the instance and its disks. It gets no {@code ec2:DeleteVolume}, since the data volume outlives every
 * deployment, no {@code ec2:ModifyInstanceMetadataOptions}, since IMDSv2 is set at launch and never changes, and no
 * {@code ec2:ModifyVolume} on the instance's own untagged disk: a change of {@code rootVolumeGiB} is an
 * administrator's.
 */
final class DeployHost {
    private static final String INSTANCE = "instance";
    private static final String VOLUME = "volume";

    private DeployHost() {}

    static List<Deployable> rows(RightsContext facts) {
        TaggedRights scope = new TaggedRights(facts);
        Statement look = Statement.allow(AnyResource.DescribeNetworkAndHost);
        Statement startStop = scope.own("StartAndStop", List.of(INSTANCE), "ec2:StartInstances", "ec2:StopInstances");
        Statement retag = retag(scope);
        Statement tag = scope.tagAtBirth("TagHostAtBirth", List.of(INSTANCE, VOLUME), "CreateVolume", "RunInstances");
        return List.of(
                Deployable.of(
                        "aws:ec2/instance:Instance",
                        look,
                        startStop,
                        tag,
                        retag,
                        image(facts),
                        launch(facts, scope),
                        scope.own("LaunchInto", List.of("security-group", "subnet"), "ec2:RunInstances"),
                        Statement.allow(
                                "LaunchInterface",
                                List.of("ec2:RunInstances"),
                                List.of(facts.gateway().ec2("network-interface"))),
                        Statement.allow(
                                        "LaunchDisk",
                                        List.of("ec2:RunInstances"),
                                        List.of(facts.gateway().ec2(VOLUME)))
                                .when("Bool", "ec2:Encrypted", "true"),
                        scope.own(
                                "KeepInstance",
                                List.of(INSTANCE),
                                "ec2:DescribeInstanceAttribute",
                                "ec2:ModifyInstanceAttribute",
                                "ec2:ModifyInstanceCreditSpecification",
                                "ec2:ModifyInstanceMaintenanceOptions",
                                "ec2:TerminateInstances")),
                Deployable.of(
                        "aws:ebs/volume:Volume",
                        look,
                        tag,
                        retag,
                        scope.born("MakeVolume", List.of(VOLUME), "ec2:CreateVolume")
                                .when("Bool", "ec2:Encrypted", "true"),
                        restore(facts),
                        scope.own("KeepVolume", List.of(VOLUME), "ec2:ModifyVolume")),
                Deployable.of(
                        "aws:ec2/volumeAttachment:VolumeAttachment",
                        look,
                        startStop,
                        scope.own("AttachVolume", List.of(INSTANCE, VOLUME), "ec2:AttachVolume", "ec2:DetachVolume")));
    }

    /** Debian's own images: another publisher's could hold anything. */
    private static Statement image(RightsContext facts) {
        String images = "arn:aws:ec2:" + facts.gateway().region() + "::image/*";
        return Statement.allow("LaunchImage", List.of("ec2:RunInstances"), List.of(images))
                .when("StringEquals", "ec2:Owner", Host.DEBIAN, Host.VOUCHED_FOR);
    }

    private static Statement launch(RightsContext facts, TaggedRights scope) {
        String profile = facts.gateway()
                .global("iam", "instance-profile/" + facts.gateway().names().of(HostPolicies.INSTANCE_ROLE));
        return scope.born("LaunchInstance", List.of(INSTANCE), "ec2:RunInstances")
                .when("StringEquals", "ec2:MetadataHttpTokens", "required")
                .when("ArnEquals", "ec2:InstanceProfile", profile);
    }

    /** Only from a snapshot of this stack's volume: any other could be somebody else's disk. */
    private static Statement restore(RightsContext facts) {
        String snapshots = "arn:aws:ec2:" + facts.gateway().region() + "::snapshot/*";
        return Statement.allow("RestoreVolume", List.of("ec2:CreateVolume"), List.of(snapshots))
                .when("StringEquals", "aws:ResourceTag/" + HostDisk.VOLUME_TAG, facts.stack());
    }

    /** Any tag but those that say whose a thing is. Without keys, DeleteTags would take them all. */
    private static Statement retag(TaggedRights scope) {
        return scope.own("Retag", List.of(INSTANCE, VOLUME), "ec2:CreateTags", "ec2:DeleteTags")
                .when("ForAllValues:StringNotLike", "aws:TagKeys", "portcullis:*")
                .when("Null", "aws:TagKeys", "false");
    }
}
