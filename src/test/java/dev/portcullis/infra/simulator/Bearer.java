package dev.portcullis.infra.simulator;

import java.util.List;
import java.util.Optional;

/**
 * Somebody with identity policies: a session of a role.
 *
 * @param arn as resource policies name it
 * @param boundary the limit on the rights that the policies give, when there is one
 */
public record Bearer(String arn, List<Policy> policies, Optional<Policy> boundary) {
    public Bearer {
        policies = List.copyOf(policies);
    }

    /**
     * IAM's order: a denial anywhere ends it; then an identity policy has to allow, and the boundary too.
     *
     * @param resourcePolicies those of the resource; within one account their allowances are not needed here, and none
     *     of this project's gives a role what its own policies do not
     */
    public boolean may(Request request, List<Policy> resourcePolicies) {
        boolean denied = policies.stream().anyMatch(policy -> policy.denies(request, arn))
                || boundary.filter(policy -> policy.denies(request, arn)).isPresent()
                || resourcePolicies.stream().anyMatch(policy -> policy.denies(request, arn));
        boolean allowed = policies.stream().anyMatch(policy -> policy.allows(request, arn));
        boolean within = boundary.map(policy -> policy.allows(request, arn)).orElse(true);
        return !denied && allowed && within;
    }
}
