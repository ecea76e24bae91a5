package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Breaker;
import dev.portcullis.infra.gateway.HostDisk;
import dev.portcullis.infra.gateway.HostPolicies;
import dev.portcullis.infra.gateway.Idle;
import dev.portcullis.infra.gateway.Parameters;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.wake.WakeRights;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The most that any role of the gateway can have, whatever its own policies say. It is made from the very statements of
 * those roles, so it cannot be too narrow for them; only for models it is wider, since a new model must not need an
 * administrator. A role that CI writes itself therefore gains nothing that the gateway has not.
 */
final class Boundary {
    private Boundary() {}

    static PolicyDocument document(RightsContext facts) {
        Arns gateway = facts.gateway();
        // Roles share statements; each stands in the policy once.
        Set<Statement> most = new LinkedHashSet<>();
        most.addAll(HostPolicies.instance(
                        gateway,
                        Parameters.secrets(),
                        List.of(HostPolicies.LOGS_ROLE, HostPolicies.METRICS_ROLE, HostPolicies.MODEL_ROLE))
                .statements());
        most.addAll(HostPolicies.metrics(gateway).statements());
        most.addAll(HostPolicies.logs(gateway).statements());
        most.addAll(HostPolicies.snapshots(gateway, HostDisk.VOLUME_TAG).statements());
        most.addAll(Breaker.rights(gateway).statements());
        most.addAll(Idle.logsAndMetrics(gateway).statements());
        most.addAll(WakeRights.allButStart(gateway).statements());
        most.add(new TaggedRights(facts)
                .own("StopAndStartHost", List.of("instance"), "ec2:StartInstances", "ec2:StopInstances"));
        most.add(Statement.allow(
                "CallModels",
                List.of("bedrock:CountTokens", "bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"),
                List.of(
                        "arn:aws:bedrock:*::foundation-model/*",
                        "arn:aws:bedrock:*:" + gateway.account() + ":inference-profile/*")));
        most.add(Statement.allow(
                "ApplyGuardrails",
                List.of("bedrock:ApplyGuardrail"),
                List.of(gateway.regional("bedrock", "guardrail/*"))));
        return new PolicyDocument(List.copyOf(most));
    }
}
