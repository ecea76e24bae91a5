package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Breaker;
import dev.portcullis.infra.gateway.HostDisk;
import dev.portcullis.infra.gateway.HostPolicies;
import dev.portcullis.infra.gateway.Idle;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.wake.Awake;
import dev.portcullis.infra.wake.Wake;
import java.util.List;
import java.util.stream.Stream;

/**
 * CI's rights for the gateway's own roles. It can neither create one nor give one a right without the boundary, and has
 * no call that removes a boundary, changes a managed policy or reaches a role of the identity stack.
 */
final class DeployRoles {
    private static final String BOUNDARY = "iam:PermissionsBoundary";

    private DeployRoles() {}

    static List<Deployable> rows(RightsContext facts) {
        List<String> roles = roles(facts);
        Statement pass = pass("PassHost", facts, HostPolicies.INSTANCE_ROLE, "ec2.amazonaws.com");
        return List.of(
                Deployable.of(
                        "aws:iam/role:Role",
                        Statement.allow(
                                        "MakeRole",
                                        List.of(
                                                "iam:CreateRole",
                                                "iam:PutRolePermissionsBoundary",
                                                "iam:UpdateAssumeRolePolicy"),
                                        roles)
                                .when("StringEquals", BOUNDARY, facts.boundary()),
                        Statement.allow(
                                "KeepRole",
                                List.of(
                                        "iam:DeleteRole",
                                        "iam:GetRole",
                                        "iam:ListAttachedRolePolicies",
                                        "iam:ListInstanceProfilesForRole",
                                        "iam:ListRolePolicies",
                                        "iam:TagRole",
                                        "iam:UntagRole",
                                        "iam:UpdateRole"),
                                roles)),
                Deployable.of(
                        "aws:iam/rolePolicy:RolePolicy",
                        Statement.allow("GrantRole", List.of("iam:DeleteRolePolicy", "iam:PutRolePolicy"), roles)
                                .when("StringEquals", BOUNDARY, facts.boundary()),
                        Statement.allow("ReadGrant", List.of("iam:GetRolePolicy"), roles)),
                Deployable.of(
                        "aws:iam/instanceProfile:InstanceProfile",
                        pass,
                        Statement.allow(
                                "KeepProfile",
                                List.of(
                                        "iam:AddRoleToInstanceProfile",
                                        "iam:CreateInstanceProfile",
                                        "iam:DeleteInstanceProfile",
                                        "iam:GetInstanceProfile",
                                        "iam:RemoveRoleFromInstanceProfile",
                                        "iam:TagInstanceProfile",
                                        "iam:UntagInstanceProfile"),
                                List.of(facts.gateway()
                                        .global(
                                                "iam",
                                                "instance-profile/"
                                                        + facts.gateway()
                                                                .names()
                                                                .of(HostPolicies.INSTANCE_ROLE))))));
    }

    /** A role is handed to the one service that it is for: passing is how rights would change hands. */
    static Statement pass(String sid, RightsContext facts, String part, String service) {
        return Statement.allow(sid, List.of("iam:PassRole"), List.of(facts.role(part)))
                .when("StringEquals", "iam:PassedToService", service);
    }

    private static List<String> roles(RightsContext facts) {
        return Stream.of(
                        HostPolicies.INSTANCE_ROLE,
                        HostPolicies.LOGS_ROLE,
                        HostPolicies.MODEL_ROLE,
                        HostPolicies.METRICS_ROLE,
                        HostDisk.SNAPSHOT_ROLE,
                        Idle.PART,
                        Awake.PART,
                        Breaker.PART,
                        Wake.PART)
                .map(facts::role)
                .toList();
    }
}
