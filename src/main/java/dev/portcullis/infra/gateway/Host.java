package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.ec2.Ec2Functions;
import com.pulumi.aws.ec2.Instance;
import com.pulumi.aws.ec2.InstanceArgs;
import com.pulumi.aws.ec2.VolumeAttachment;
import com.pulumi.aws.ec2.VolumeAttachmentArgs;
import com.pulumi.aws.ec2.inputs.GetAmiArgs;
import com.pulumi.aws.ec2.inputs.GetAmiFilterArgs;
import com.pulumi.aws.ec2.inputs.InstanceCreditSpecificationArgs;
import com.pulumi.aws.ec2.inputs.InstanceMaintenanceOptionsArgs;
import com.pulumi.aws.ec2.inputs.InstanceMetadataOptionsArgs;
import com.pulumi.aws.ec2.inputs.InstanceRootBlockDeviceArgs;
import com.pulumi.aws.ec2.outputs.GetAmiResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.Resource;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.release.UserData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one machine: no inbound rule, no key pair, and nothing on it that cannot be built again, since what must last is
 * on the data volume. The image is looked up when the instance is first made and then left alone: packages are
 * upgraded in place, and a newer image must never replace a running gateway.
 */
public final class Host extends ComponentResource {
    /** The account that publishes Debian's own cloud images; see wiki.debian.org/Cloud/AmazonEC2Image. */
    public static final String DEBIAN = "136693071363";

    /**
     * The value of the condition key {@code ec2:Owner} for an owner that AWS vouches for; it may be this word instead
     * of the number. The alias comes from a list that Amazon keeps ({@code imageOwnerAlias} of EC2's DescribeImages),
     * and no stranger can take it: beside Debian's images it admits only Amazon's own.
     */
    public static final String VOUCHED_FOR = "amazon";

    private static final String IMAGE = "debian-13-arm64-*";

    /** The action of EC2 on a status alarm; the alarm's name ends so. */
    public static final String REBOOT = "reboot";

    private final Instance instance;
    private final SessionDocuments sessions;
    private final Output<String> modelRole;

    /**
     * @param secrets the names of the secret parameters that the host may read
     * @param before all that must be true when it first boots: parameters, bundle, routes, tunnel
     */
    record Args(
            Output<String> subnetId,
            Output<String> securityGroupId,
            Output<String> alertTopicArn,
            Catalogue catalogue,
            List<String> secrets,
            UserData userData,
            List<Resource> before) {}

    Host(String name, Site site, Args args) {
        super("portcullis:index:Host", name, site.component());
        HostIdentity identity = new HostIdentity(name, site, args.secrets(), args.catalogue(), this);
        this.modelRole = identity.modelRole();
        HostDisk disk = new HostDisk(name, site, this);
        List<Resource> before = new ArrayList<>(args.before());
        before.addAll(identity.policies());
        before.add(disk.volume());
        this.instance = new Instance(
                name + "-instance",
                instance(site, args, identity, disk.volume().id()).build(),
                under(this)
                        .dependsOn(before.toArray(Resource[]::new))
                        // The volume can hang on one instance only, so the old one goes first.
                        .deleteBeforeReplace(true)
                        // Other user data would stop the host and never run: releases renew what it brought.
                        .ignoreChanges("ami", "userData")
                        .build());
        new VolumeAttachment(
                name + "-data-attachment",
                VolumeAttachmentArgs.builder()
                        .deviceName("/dev/sdf")
                        .instanceId(instance.id())
                        .volumeId(disk.volume().id())
                        .stopInstanceBeforeDetaching(true)
                        .build(),
                under(this).deleteBeforeReplace(true).build());
        alarm(name + "-instance-alarm", site, args.alertTopicArn());
        this.sessions = new SessionDocuments(name, site, this);
        registerOutputs(Map.of("instanceId", instance.id()));
    }

    Instance instance() {
        return instance;
    }

    /** The name of the role that may call models. */
    Output<String> modelRole() {
        return modelRole;
    }

    SessionDocuments sessions() {
        return sessions;
    }

    private static InstanceArgs.Builder instance(Site site, Args args, HostIdentity identity, Output<String> volumeId) {
        dev.portcullis.settings.HostSettings settings = site.settings().host();
        InstanceArgs.Builder instance = InstanceArgs.builder()
                .ami(image(site))
                .instanceType(settings.instanceType().value())
                .availabilityZone(settings.availabilityZone().value())
                .subnetId(args.subnetId())
                .vpcSecurityGroupIds(args.securityGroupId().applyValue(List::of))
                .iamInstanceProfile(identity.profileName())
                .metadataOptions(InstanceMetadataOptionsArgs.builder()
                        .httpEndpoint("enabled")
                        .httpTokens("required")
                        .httpPutResponseHopLimit(1)
                        .instanceMetadataTags("disabled")
                        .build())
                .maintenanceOptions(InstanceMaintenanceOptionsArgs.builder()
                        .autoRecovery("default")
                        .build())
                .rootBlockDevice(InstanceRootBlockDeviceArgs.builder()
                        .volumeType("gp3")
                        .volumeSize(settings.rootVolumeGiB())
                        .encrypted(true)
                        .deleteOnTermination(true)
                        .build())
                .instanceInitiatedShutdownBehavior("stop")
                .userData(volumeId.applyValue(args.userData()::render))
                .userDataReplaceOnChange(false)
                .tags(Map.of("Name", site.names().of("host")));
        if (settings.instanceType().value().startsWith("t")) {
            // AWS's default is "unlimited": a busy host would run up a surcharge that no budget here knows of.
            instance.creditSpecification(InstanceCreditSpecificationArgs.builder()
                    .cpuCredits("standard")
                    .build());
        }
        return instance;
    }

    private static Output<String> image(Site site) {
        return Ec2Functions.getAmi(
                        GetAmiArgs.builder()
                                .owners(DEBIAN)
                                .mostRecent(true)
                                .filters(
                                        filter("name", IMAGE),
                                        filter("architecture", "arm64"),
                                        filter("virtualization-type", "hvm"))
                                .build(),
                        InvokeOptions.builder().provider(site.aws()).build())
                .applyValue(GetAmiResult::id);
    }

    private static GetAmiFilterArgs filter(String name, String value) {
        return GetAmiFilterArgs.builder().name(name).values(value).build();
    }

    public static String alarm(String action) {
        return "host-" + action;
    }

    /** The action that EC2 takes by itself when an alarm asks for it. */
    public static String automatic(String region, String action) {
        return "arn:aws:automate:" + region + ":ec2:" + action;
    }

    /** A host that fails its own check is rebooted; EC2 itself moves one whose hardware fails ({@code autoRecovery}). */
    private void alarm(String name, Site site, Output<String> topic) {
        String automatic = automatic(site.region(), REBOOT);
        new MetricAlarm(
                name,
                MetricAlarmArgs.builder()
                        .name(site.names().of(alarm(REBOOT)))
                        .alarmDescription("Portcullis " + site.names().stack()
                                + ": the host fails EC2's check of the instance, will reboot")
                        .namespace("AWS/EC2")
                        .metricName("StatusCheckFailed_Instance")
                        .dimensions(instance.id().applyValue(id -> Map.of("InstanceId", id)))
                        .statistic("Maximum")
                        .comparisonOperator("GreaterThanOrEqualToThreshold")
                        .threshold(1.0)
                        .period(60)
                        .evaluationPeriods(3)
                        // A stopped host reports nothing, and that is no fault.
                        .treatMissingData("notBreaching")
                        .alarmActions(topic.applyValue(arn -> List.of(automatic, arn)))
                        .build(),
                under(this).build());
    }
}
