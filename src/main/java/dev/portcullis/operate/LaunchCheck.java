package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Asks EC2 whether the gateway's host could be launched again, and launches nothing. A replacement ends the old host
 * first, since the data volume can hang on one only; what EC2 would refuse has to be known before that.
 */
public final class LaunchCheck {
    private static final String ALLOWED = "DryRunOperation";
    /** More than an image holds; the answer does not hang on it. */
    private static final int DISK_GIB = 30;
    /** The text that EC2 adds to a refusal is for its own decoder, and long. */
    private static final String ENCODED = "Encoded authorization failure message";

    private final Aws aws;
    private final Target target;

    public LaunchCheck(Aws aws, Target target) {
        this.aws = aws;
        this.target = target;
    }

    /**
     * Describes the instance that EC2 would launch.
     *
     * @throws BadInput when EC2 would refuse, and then why
     */
    public String ask() {
        String id = new HostSwitch(aws, target).find().id();
        Instance host = Aws.call(
                "ec2:DescribeInstances",
                () -> aws.ec2().describeInstances(request -> request.instanceIds(id)).reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .findFirst()
                        .orElseThrow());
        try {
            aws.ec2().runInstances(again(host));
        } catch (Ec2Exception e) {
            if (ALLOWED.equals(e.awsErrorDetails().errorCode())) {
                return host.instanceTypeAsString() + " of image " + host.imageId();
            }
            throw new BadInput(
                    "stack " + target.stack(),
                    "EC2 to allow another host like " + id + ", which a replacement would end first",
                    e.awsErrorDetails().errorCode() + ": "
                            + e.awsErrorDetails()
                                    .errorMessage()
                                    .split(ENCODED, 2)[0]
                                    .strip(),
                    "Nothing was changed. Bring the identity stack up to date, or replace the host with an administrator's"
                            + " rights");
        }
        throw new IllegalStateException("EC2 launched an instance although it was only asked");
    }

    /** The instance as the program declares it. Its image is the old one's too: a newer one never replaces a host. */
    private static RunInstancesRequest again(Instance host) {
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .dryRun(true)
                .minCount(1)
                .maxCount(1)
                .imageId(host.imageId())
                .instanceType(host.instanceType())
                .subnetId(host.subnetId())
                .securityGroupIds(host.securityGroups().stream()
                        .map(GroupIdentifier::groupId)
                        .toList())
                .metadataOptions(
                        options -> options.httpTokens(HttpTokensState.REQUIRED).httpPutResponseHopLimit(1))
                .blockDeviceMappings(BlockDeviceMapping.builder()
                        .deviceName(host.rootDeviceName())
                        .ebs(disk -> disk.encrypted(true).volumeSize(DISK_GIB))
                        .build())
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.INSTANCE)
                        .tags(own(host.tags()))
                        .build());
        if (host.iamInstanceProfile() != null) {
            request.iamInstanceProfile(
                    profile -> profile.arn(host.iamInstanceProfile().arn()));
        }
        return request.build();
    }

    /** AWS keeps the others to itself. */
    private static List<Tag> own(List<Tag> tags) {
        return tags.stream().filter(tag -> !tag.key().startsWith("aws:")).toList();
    }
}
