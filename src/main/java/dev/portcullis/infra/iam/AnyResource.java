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
