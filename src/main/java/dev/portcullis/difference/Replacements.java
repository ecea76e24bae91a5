package dev.portcullis.difference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The properties that a provider cannot change in place, for the types that the stacks declare and the properties that
 * they set. From the schemas of the two Terraform providers below Pulumi's ({@code ForceNew}, {@code RequiresReplace});
 * the offline plan has no provider to ask, and conditions that depend on the cloud's state are not in here.
 */
final class Replacements {
    private static final List<String> NAME = List.of("name");
    private static final List<String> BUCKET = List.of("bucket");
    private static final List<String> ACCOUNT = List.of("accountId");

    private static final Map<String, List<String>> FORCED = Map.ofEntries(
            Map.entry("aws:budgets/budget:Budget", NAME),
            Map.entry("aws:budgets/budgetAction:BudgetAction", List.of("actionType", "budgetName")),
            Map.entry("aws:cloudtrail/trail:Trail", NAME),
            Map.entry("aws:cloudwatch/eventRule:EventRule", NAME),
            Map.entry("aws:cloudwatch/eventTarget:EventTarget", List.of("rule", "targetId")),
            Map.entry("aws:scheduler/schedule:Schedule", List.of("groupName", "name", "namePrefix")),
            Map.entry("aws:cloudwatch/logGroup:LogGroup", List.of("logGroupClass", "name")),
            Map.entry("aws:cloudwatch/metricAlarm:MetricAlarm", NAME),
            Map.entry("aws:costexplorer/anomalySubscription:AnomalySubscription", NAME),
            Map.entry("aws:dlm/lifecyclePolicy:LifecyclePolicy", List.of()),
            Map.entry("aws:ebs/volume:Volume", List.of("availabilityZone", "encrypted", "kmsKeyId", "snapshotId")),
            Map.entry("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", List.of("vpcId")),
            Map.entry(
                    "aws:ec2/instance:Instance",
                    List.of(
                            "ami",
                            "availabilityZone",
                            "ebsBlockDevices",
                            "keyName",
                            "rootBlockDevice.encrypted",
                            "rootBlockDevice.kmsKeyId",
                            "subnetId")),
            Map.entry("aws:ec2/internetGateway:InternetGateway", List.of()),
            Map.entry("aws:ec2/route:Route", List.of("destinationCidrBlock", "routeTableId")),
            Map.entry("aws:ec2/routeTable:RouteTable", List.of("vpcId")),
            Map.entry("aws:ec2/routeTableAssociation:RouteTableAssociation", List.of("subnetId")),
            Map.entry("aws:ec2/securityGroup:SecurityGroup", List.of("description", "name", "vpcId")),
            Map.entry("aws:ec2/subnet:Subnet", List.of("availabilityZone", "cidrBlock", "vpcId")),
            Map.entry("aws:ec2/volumeAttachment:VolumeAttachment", List.of("deviceName", "instanceId", "volumeId")),
            Map.entry("aws:ec2/vpc:Vpc", List.of("cidrBlock")),
            Map.entry("aws:ec2/vpcEndpoint:VpcEndpoint", List.of("serviceName", "vpcEndpointType", "vpcId")),
            Map.entry("aws:iam/instanceProfile:InstanceProfile", NAME),
            Map.entry("aws:iam/openIdConnectProvider:OpenIdConnectProvider", List.of("url")),
            Map.entry("aws:iam/policy:Policy", List.of("description", "name", "path")),
            Map.entry("aws:iam/role:Role", NAME),
            Map.entry("aws:iam/rolePolicy:RolePolicy", List.of("name", "role")),
            Map.entry("aws:iam/rolePolicyAttachment:RolePolicyAttachment", List.of("policyArn", "role")),
            Map.entry("aws:kms/alias:Alias", NAME),
            Map.entry("aws:kms/key:Key", List.of("customerMasterKeySpec", "keyUsage")),
            Map.entry("aws:lambda/function:Function", NAME),
            Map.entry("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", List.of("functionName")),
            Map.entry("aws:lambda/functionUrl:FunctionUrl", List.of("functionName")),
            Map.entry("aws:lambda/permission:Permission", List.of("action", "function", "principal", "sourceArn")),
            Map.entry("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2", BUCKET),
            Map.entry("aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2", BUCKET),
            Map.entry("aws:s3/bucketObjectv2:BucketObjectv2", List.of("bucket", "key")),
            Map.entry("aws:s3/bucketOwnershipControls:BucketOwnershipControls", BUCKET),
            Map.entry("aws:s3/bucketPolicy:BucketPolicy", BUCKET),
            Map.entry("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", BUCKET),
            Map.entry(
                    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
                    BUCKET),
            Map.entry("aws:s3/bucketV2:BucketV2", List.of("bucket", "objectLockEnabled")),
            Map.entry("aws:s3/bucketVersioningV2:BucketVersioningV2", BUCKET),
            Map.entry("aws:sns/topic:Topic", NAME),
            Map.entry("aws:sns/topicPolicy:TopicPolicy", List.of("arn")),
            Map.entry("aws:sns/topicSubscription:TopicSubscription", List.of("endpoint", "protocol", "topic")),
            Map.entry("aws:ssm/document:Document", List.of("documentType", "name")),
            Map.entry("aws:ssm/parameter:Parameter", NAME),
            Map.entry("cloudflare:index/botManagement:BotManagement", List.of("zoneId")),
            Map.entry("cloudflare:index/dnsRecord:DnsRecord", List.of("type", "zoneId")),
            Map.entry("cloudflare:index/notificationPolicy:NotificationPolicy", ACCOUNT),
            Map.entry("cloudflare:index/ruleset:Ruleset", List.of("kind", "name", "phase", "zoneId")),
            Map.entry("cloudflare:index/workersRoute:WorkersRoute", List.of("zoneId")),
            Map.entry("cloudflare:index/workersScript:WorkersScript", List.of("accountId", "scriptName")),
            Map.entry(
                    "cloudflare:index/workersScriptSubdomain:WorkersScriptSubdomain",
                    List.of("accountId", "scriptName")),
            Map.entry("cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication", ACCOUNT),
            Map.entry("cloudflare:index/zeroTrustAccessPolicy:ZeroTrustAccessPolicy", ACCOUNT),
            Map.entry("cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken", ACCOUNT),
            Map.entry(
                    "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared",
                    List.of("accountId", "configSrc")),
            Map.entry(
                    "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
                    List.of("accountId", "tunnelId")),
            Map.entry("cloudflare:index/zoneSetting:ZoneSetting", List.of("settingId", "zoneId")),
            Map.entry("pulumi:providers:aws", List.of("region")),
            Map.entry("random:index/randomPassword:RandomPassword", List.of("keepers", "length", "special")));

    /** The types whose delete only forgets the resource: the setting stays in the cloud as it was last. */
    private static final Set<String> FORGOTTEN = Set.of(
            "cloudflare:index/botManagement:BotManagement",
            "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
            "cloudflare:index/zoneSetting:ZoneSetting");

    private Replacements() {}

    /** Whether what is no longer declared stays as it is, and has to be set back by hand. */
    static boolean staysWhenRemoved(String type) {
        return FORGOTTEN.contains(type);
    }

    /** Paths of properties; empty for a type that is not known here. */
    static Optional<List<String>> forced(String type) {
        return Optional.ofNullable(FORCED.get(type));
    }
}
