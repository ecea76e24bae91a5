package dev.portcullis.infra.wake;

import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import java.util.ArrayList;
import java.util.List;

/** The rights of the wake function: start one instance, read one secret, and count in one namespace. */
public final class WakeRights {
    private WakeRights() {}

    static PolicyDocument of(Arns arns, String instanceArn) {
        List<Statement> rights = new ArrayList<>();
        rights.add(Statement.allow("StartHost", List.of("ec2:StartInstances"), List.of(instanceArn)));
        rights.addAll(allButStart(arns).statements());
        return new PolicyDocument(rights);
    }

    /** All but the right to start, which names an instance that is known only when it is there. */
    public static PolicyDocument allButStart(Arns arns) {
        return PolicyDocument.of(
                Statement.allow("ReadWakeSecret", List.of("ssm:GetParameter"), List.of(arns.parameter(Wake.SECRET))),
                Statement.allow(AnyResource.DescribeInstances),
                Statement.allow(AnyResource.ReadMetrics),
                Statement.allow(AnyResource.PutMetrics)
                        .when(
                                "StringEquals",
                                "cloudwatch:namespace",
                                arns.names().metricNamespace()),
                Statement.allow(
                        "WriteWakeLogs",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(arns.logGroup(arns.names().of(Wake.PART)) + ":*")));
    }
}
