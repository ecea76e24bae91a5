package dev.portcullis.infra.gateway;

import dev.portcullis.catalogue.BedrockAccess;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The host's rights in AWS. The instance's own role has no right to any model, the model role has no right to anything
 * else, the metrics role publishes figures and no more, and the logs role, which only a host that sends its journal has,
 * adds lines to one log group and cannot read one. So code that runs as LiteLLM or as the gate, which both read callers'
 * input, can reach one thing of the account each.
 */
public final class HostPolicies {
    public static final String INSTANCE_ROLE = "host";
    public static final String MODEL_ROLE = "model";
    public static final String METRICS_ROLE = "metrics";
    public static final String LOGS_ROLE = "logs";
    public static final String DESIRED = "desired";
    public static final String APPLIED = "applied";
    /** The parameter by which a restore is ordered. The host must not write it: it would give itself orders. */
    public static final String RESTORE = "restore";

    public static final String RESTORED = "restored";

    private HostPolicies() {}

    /**
     * The rights of the instance's own role.
     *
     * @param narrow the roles that it may become
     */
    public static PolicyDocument instance(Arns arns, List<String> parameters, List<String> narrow) {
        List<String> read = new ArrayList<>(parameters);
        read.add(DESIRED);
        read.add(APPLIED);
        read.add(RESTORE);
        String stored = arns.bucket(Storage.BUNDLES) + "/bundles/*";
        // The host writes dumps and cannot read them; it reads the copy that somebody has put into this folder.
        String handedOver = arns.bucket(Storage.BACKUPS) + "/" + Storage.RESTORE + "/*";
        String dumps = arns.bucket(Storage.BACKUPS) + "/" + Storage.DUMPS + "/*";
        return PolicyDocument.of(
                Statement.allow(
                        "ReadParameters",
                        List.of("ssm:GetParameter", "ssm:GetParameters"),
                        read.stream().sorted().map(arns::parameter).toList()),
                Statement.allow(
                        "ReportApplied",
                        List.of("ssm:PutParameter"),
                        List.of(arns.parameter(APPLIED), arns.parameter(RESTORED))),
                Statement.allow("FetchBundle", List.of("s3:GetObject"), List.of(stored, handedOver)),
                Statement.allow("PutDump", List.of("s3:PutObject"), List.of(dumps)),
                Statement.allow(
                        "BeNarrow",
                        List.of("sts:AssumeRole"),
                        narrow.stream().sorted().map(arns::role).toList()),
                // The managed policy for the SSM agent would let the host read every parameter of the account.
                Statement.allow("AgentPing", List.of("ssm:UpdateInstanceInformation"), List.of(arns.ec2("instance"))),
                Statement.allow(AnyResource.SessionChannels));
    }

    public static PolicyDocument metrics(Arns arns) {
        return PolicyDocument.of(Statement.allow(AnyResource.PutMetrics)
                .when("StringEquals", "cloudwatch:namespace", arns.names().metricNamespace()));
    }

    /** Adds lines to the host's own group. It reads none, and neither makes, changes nor removes the group. */
    public static PolicyDocument logs(Arns arns) {
        return PolicyDocument.of(Statement.allow(
                "PutJournal", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(arns.hostLogs() + ":*")));
    }

    /** @param guardrail the ARN of the one that looks at every chat; empty for none */
    static PolicyDocument model(BedrockAccess access, String account, Optional<String> guardrail) {
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
        // Bedrock checks it beside the right to the model, and only in calls that name the guardrail.
        guardrail.ifPresent(arn ->
                statements.add(Statement.allow("ApplyGuardrail", List.of("bedrock:ApplyGuardrail"), List.of(arn))));
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
