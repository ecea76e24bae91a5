package dev.portcullis.infra.iam;

import java.util.List;

/**
 * The only rights that may be granted on the resource {@code *}, each with the reason why AWS leaves no other way.
 * The constant's name becomes the statement's {@code Sid}, so a reader of the account's policies finds the reason here.
 *
 * <p>Source: AWS Service Authorization Reference, the column "Resource types" of each action.
 */
public enum AnyResource {
    DescribeInstances("ec2:DescribeInstances has no resource type", "ec2:DescribeInstances"),
    DescribeForSnapshots(
            "Describe calls of EC2 have no resource type; the snapshot schedule finds its volumes by tag",
            "ec2:DescribeVolumes",
            "ec2:DescribeSnapshots"),
    ReadMetrics("cloudwatch:GetMetricData has no resource type", "cloudwatch:GetMetricData"),
    PutMetrics(
            "cloudwatch:PutMetricData has no resource type; the condition allows one namespace",
            "cloudwatch:PutMetricData"),
    DescribeNetworkAndHost(
            "Describe calls of EC2 have no resource type; the provider asks for what it made, and for what hangs on it",
            "ec2:DescribeImages",
            "ec2:DescribeInstanceCreditSpecifications",
            "ec2:DescribeInstances",
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeInternetGateways",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribePrefixLists",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroupRules",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeTags",
            "ec2:DescribeVolumes",
            "ec2:DescribeVolumesModifications",
            "ec2:DescribeVpcEndpoints",
            "ec2:DescribeVpcs"),
    FindImage("ec2:DescribeImages has no resource type", "ec2:DescribeImages"),
    LookAtHost(
            "these lists have no resource type",
            "ec2:DescribeInstances",
            "ec2:DescribeInstanceStatus",
            "ec2:DescribeVolumes",
            "ec2:DescribeSnapshots",
            "cloudwatch:GetMetricData",
            "cloudwatch:ListMetrics",
            "ssm:DescribeInstanceInformation"),
    LookAtAccount(
            "what an account offers, may use and has been granted has no resource type",
            "bedrock:GetFoundationModelAvailability",
            "bedrock:GetUseCaseForModelAccess",
            "ec2:DescribeAvailabilityZones",
            "ec2:DescribeInstanceTypeOfferings",
            "servicequotas:GetServiceQuota",
            "servicequotas:ListServiceQuotas"),
    SeeBill(
            "ce:GetCostAndUsage knows billing views alone, and the account's own bill is none that a stack could have",
            "ce:GetCostAndUsage"),
    ListBeforeRead(
            "the provider finds these by a list, and lists have no resource type",
            "cloudtrail:DescribeTrails",
            "logs:DescribeLogGroups",
            "sns:GetSubscriptionAttributes",
            "ssm:DescribeParameters"),
    CreateSnapshotSchedule(
            "dlm:CreateLifecyclePolicy has no resource type; the condition asks for the stack's tag",
            "dlm:CreateLifecyclePolicy"),
    CreateAnomalyAlerts(
            "ce:CreateAnomalySubscription has no resource type; the condition asks for the stack's tag",
            "ce:CreateAnomalySubscription"),
    KeyAdministration(
            "in a key's policy * means the key itself; without DisableKey, ScheduleKeyDeletion and DeleteImportedKeyMaterial"
                    + " nobody can lose the state before an administrator has changed this policy",
            "kms:CreateAlias",
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DeleteAlias",
            "kms:DescribeKey",
            "kms:EnableKey",
            "kms:EnableKeyRotation",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GetKeyPolicy",
            "kms:GetKeyRotationStatus",
            "kms:ListGrants",
            "kms:ListKeyPolicies",
            "kms:ListResourceTags",
            "kms:PutKeyPolicy",
            "kms:TagResource",
            "kms:UntagResource",
            "kms:UpdateAlias",
            "kms:UpdateKeyDescription"),
    SessionChannels(
            "the channels of Session Manager have no resource type",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel");

    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> actions;

    AnyResource(String reason, String... actions) {
        this.reason = reason;
        this.actions = List.of(actions);
    }

    public String reason() {
        return reason;
    }

    public List<String> actions() {
        return actions;
    }
}
