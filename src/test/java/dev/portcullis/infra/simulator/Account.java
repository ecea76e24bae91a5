package dev.portcullis.infra.simulator;

import dev.portcullis.plan.Declared;
import dev.portcullis.plan.RecordedResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The roles, trusts and resource policies of an identity stack, as AWS would have them after {@code up}.
 *
 * @param policies by logical name: managed policies ({@code rights-...}), trusts ({@code roles-...}), and those of
 *     bucket and key ({@code state-...})
 * @param attached role to the logical names of its managed policies
 */
public record Account(Map<String, Policy> policies, Map<String, List<String>> attached) {
    public static final String ID = "000000000000";
    public static final String KEY = "arn:aws:kms:eu-west-1:" + ID + ":key/0a1b2c3d-0000-4000-8000-000000000000";
    private static final String GITHUB = "arn:aws:iam::" + ID + ":oidc-provider/token.actions.githubusercontent.com";
    private static final String ROOT = "arn:aws:iam::" + ID + ":root";
    private static final String BOUNDARY = "rights-boundary";
    private static final String STATE_BUCKET = "arn:aws:s3:::portcullis-identity-state-" + ID + "-eu-west-1";
    private static final String ROLE = "arn:aws:iam::" + ID + ":role/portcullis-identity-";

    private static final Policy EVERYTHING = Policy.parse("{\"Version\":\"2012-10-17\",\"Statement\":"
            + "[{\"Sid\":\"All\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");

    /** From the recorded plan, whose policies are the very texts that AWS would get. */
    public static Account of(Declared identity) {
        Map<String, Policy> policies = new TreeMap<>();
        for (RecordedResource resource : identity.resources()) {
            for (String property : List.of("policy", "assumeRolePolicy")) {
                if (resource.inputs().has(property)) {
                    String text = resource.inputs().get(property).getAsString();
                    // A plan names an output that is known only after up; here it gets a value.
                    policies.put(
                            resource.name(),
                            Policy.parse(text.replace("${state-key.arn}", KEY).replace("${roles-github.arn}", GITHUB)));
                }
            }
        }
        Map<String, List<String>> attached = identity.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
                .collect(Collectors.groupingBy(
                        attachment ->
                                attachment.inputs().get("role").getAsString().replace("portcullis-identity-", ""),
                        TreeMap::new,
                        Collectors.mapping(
                                attachment -> attachment
                                        .inputs()
                                        .get("policyArn")
                                        .getAsString()
                                        .replaceAll("\\$\\{|\\.arn}", ""),
                                Collectors.toList())));
        return new Account(policies, attached);
    }

    /** The same account with one policy changed. */
    Account with(String name, UnaryOperator<Policy> change) {
        Map<String, Policy> changed = new TreeMap<>(policies);
        changed.computeIfPresent(name, (key, policy) -> change.apply(policy));
        return new Account(changed, attached);
    }

    /**
     * Whether a call is allowed.
     *
     * @param who a role of this stack by its part of the name; {@code bounded} for a role that CI wrote itself, with
     *     every right and the boundary; {@code administrator} for somebody with every right and no boundary; an ARN for
     *     anybody else, whom only a trust or a resource policy could let in
     */
    public boolean may(String who, Request request) {
        if (request.action().startsWith("sts:AssumeRole") && !who.equals("bounded")) {
            Policy trust = policies.get("roles-" + request.resource().replace(ROLE, ""));
            return trust != null && !trust.denies(request, who) && trust.allows(request, who);
        }
        if (who.startsWith("arn:")) {
            return resourcePolicies(request).stream().anyMatch(policy -> policy.allows(request, who));
        }
        boolean key = !request.resource().equals(KEY) || policy("state-key").allows(request, ROOT);
        return key && bearer(who).may(request, resourcePolicies(request));
    }

    Policy policy(String name) {
        return Objects.requireNonNull(policies.get(name), name);
    }

    private Bearer bearer(String who) {
        if (who.equals("bounded")) {
            String role = "arn:aws:iam::" + ID + ":role/portcullis-dev-host";
            return new Bearer(role, List.of(EVERYTHING), Optional.of(policy(BOUNDARY)));
        }
        if (who.equals("administrator")) {
            return new Bearer("arn:aws:iam::" + ID + ":role/Administrator", List.of(EVERYTHING), Optional.empty());
        }
        List<String> names = attached.get(who);
        if (names == null) {
            throw new IllegalArgumentException("no role " + who + " among " + attached.keySet());
        }
        return new Bearer(ROLE + who, names.stream().map(this::policy).toList(), Optional.empty());
    }

    private List<Policy> resourcePolicies(Request request) {
        boolean state =
                request.resource().equals(STATE_BUCKET) || request.resource().startsWith(STATE_BUCKET + "/");
        if (request.resource().equals(KEY)) {
            return List.of(policy("state-key"));
        }
        return state ? List.of(policy("state-store-policy")) : List.of();
    }
}
