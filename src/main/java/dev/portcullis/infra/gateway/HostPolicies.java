package dev.portcullis.infra.gateway;

import dev.portcullis.catalogue.BedrockAccess;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import java.util.ArrayList;
import java.util.List;

/**
 * The host's rights in AWS. Three roles: the instance's own has no right to any model, the model role has no right to
 * anything else, and the metrics role publishes figures and no more. So code that runs as LiteLLM or as the gate, which
 * both read callers' input, can reach one thing of the account each.
 */
public final class HostPolicies {
    public static final String INSTANCE_ROLE = "host";
    public static final String MODEL_ROLE = "model";
    public static final String METRICS_ROLE = "metrics";
    public static final String DESIRED = "desired";
    public static final String APPLIED = "applied";

    private HostPolicies() {}

    public static PolicyDocument instance(Arns arns, List<String> parameters) {
        List<String> read = new ArrayList<>(parameters);
        read.add(DESIRED);
        read.add(APPLIED);
        String stored = arns.bucket(Storage.BUNDLES) + "/bundles/*";
        String dumps = arns.bucket(Storage.BACKUPS) + "/" + Storage.DUMPS + "/*";
        return PolicyDocument.of(
                Statement.allow(
                        "ReadParameters",
                        List.of("ssm:GetParameter", "ssm:GetParameters"),
                        read.stream().sorted().map(arns::parameter).toList()),
                Statement.allow("ReportApplied", List.of("ssm:PutParameter"), List.of(arns.parameter(APPLIED))),
                Statement.allow("FetchBundle", List.of("s3:GetObject"), List.of(stored)),
                Statement.allow("PutDump", List.of("s3:PutObject"), List.of(dumps)),
                Statement.allow(
                        "BeNarrow", List.of("sts:AssumeRole"), List.of(arns.role(METRICS_ROLE), arns.role(MODEL_ROLE))),
                // The managed policy for the SSM agent would let the host read every parameter of the account.
                Statement.allow("AgentPing", List.of("ssm:UpdateInstanceInformation"), List.of(arns.ec2("instance"))),
                Statement.allow(AnyResource.SessionChannels));
    }

    public static PolicyDocument metrics(Arns arns) {
        return PolicyDocument.of(Statement.allow(AnyResource.PutMetrics)
                .when("StringEquals", "cloudwatch:namespace", arns.names().metricNamespace()));
    }

    static PolicyDocument model(BedrockAccess access, String account) {
        List<String> invoke = List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");
        List<Statement> statements = new ArrayList<>();
        if (!access.profiles().isEmpty()) {
            statements.add(Statement.allow("InvokeProfiles", invoke, access.profiles()));
            // A profile forwards to models in several regions, and both are checked: the condition keeps a model from
            // being called directly, the statement above says through which profiles it can be.
            statements.add(Statement.allow("InvokeThroughProfiles", invoke, access.modelsThroughProfiles())
                    .when(
                            "ArnLike",
                            "bedrock:InferenceProfileArn",
                            "arn:aws:bedrock:*:" + account + ":inference-profile/*"));
        }
        if (!access.models().isEmpty()) {
            statements.add(Statement.allow("InvokeModels", invoke, access.models()));
        }
        if (!access.countTokens().isEmpty()) {
            statements.add(Statement.allow("CountTokens", List.of("bedrock:CountTokens"), access.countTokens()));
        }
        return new PolicyDocument(statements);
    }

    public static PolicyDocument snapshots(Arns arns, String volumeTag) {
        String snapshots = "arn:aws:ec2:" + arns.region() + "::snapshot/*";
        return PolicyDocument.of(
                Statement.allow(AnyResource.DescribeForSnapshots),
                Statement.allow("SnapshotVolume", List.of("ec2:CreateSnapshot"), List.of(arns.ec2("volume")))
                        .when(
                                "StringEquals",
                                "aws:ResourceTag/" + volumeTag,
                                arns.names().stack()),
                Statement.allow("NameSnapshot", List.of("ec2:CreateSnapshot", "ec2:CreateTags"), List.of(snapshots)),
                Statement.allow("ForgetSnapshot", List.of("ec2:DeleteSnapshot"), List.of(snapshots))
                        .when(
                                "StringEquals",
                                "aws:ResourceTag/" + volumeTag,
                                arns.names().stack()));
    }

    static PolicyDocument trust(String service) {
        return PolicyDocument.of(Statement.trust("Service", service));
    }
}
