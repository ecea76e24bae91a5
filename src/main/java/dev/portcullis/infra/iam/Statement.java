package dev.portcullis.infra.iam;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One statement of a policy.
 *
 * @param principal empty in an identity policy; in a resource policy one entry such as {@code Service} to names
 * @param conditions operator to key to accepted values, e.g. {@code StringEquals} to {@code aws:SourceAccount}
 */
public record Statement(
        String sid,
        String effect,
        Map<String, List<String>> principal,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, List<String>>> conditions) {

    public Statement {
        principal = Map.copyOf(principal);
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = sorted(conditions);
        if (effect.equals("Allow") && actions.stream().anyMatch(action -> action.contains("*"))) {
            throw new IllegalArgumentException(sid + ": an allowed action is named in full, got " + actions);
        }
        if (effect.equals("Allow") && resources.contains("*") && !isReasoned(sid, actions)) {
            throw new IllegalArgumentException(sid + ": the resource * needs a reason in AnyResource");
        }
    }

    public static Statement allow(String sid, List<String> actions, List<String> resources) {
        return new Statement(sid, "Allow", Map.of(), actions, resources, Map.of());
    }

    public static Statement allow(AnyResource any) {
        return allow(any.name(), any.actions(), List.of("*"));
    }

    /** The first statement of a role's trust policy: who may assume it. */
    public static Statement trust(String principalType, String... principals) {
        return trust("sts:AssumeRole", principalType, List.of(principals));
    }

    /** The same for a token of an identity provider, named by its ARN. */
    public static Statement trustTokens(String provider) {
        return trust("sts:AssumeRoleWithWebIdentity", "Federated", List.of(provider));
    }

    private static Statement trust(String action, String principalType, List<String> principals) {
        return new Statement("Trust", "Allow", Map.of(principalType, principals), List.of(action), List.of(), Map.of());
    }

    /** A statement for bucket and topic policies: refuses every request that did not come over TLS. */
    public static Statement denyPlaintext(String action, List<String> resources) {
        return new Statement("DenyPlaintext", "Deny", Map.of("*", List.of("*")), List.of(action), resources, Map.of())
                .when("Bool", "aws:SecureTransport", "false");
    }

    public Statement to(String principalType, String name) {
        return new Statement(sid, effect, Map.of(principalType, List.of(name)), actions, resources, conditions);
    }

    public Statement when(String operator, String key, String... values) {
        Map<String, Map<String, List<String>>> more = new TreeMap<>(conditions);
        Map<String, List<String>> keys = new TreeMap<>(more.getOrDefault(operator, Map.of()));
        keys.put(key, List.of(values));
        more.put(operator, keys);
        return new Statement(sid, effect, principal, actions, resources, more);
    }

    /** Whether a statement on {@code *} is one of the few that {@link AnyResource} explains. */
    public static boolean isReasoned(String sid, List<String> actions) {
        for (AnyResource any : AnyResource.values()) {
            if (any.name().equals(sid) && any.actions().equals(actions)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Map<String, List<String>>> sorted(Map<String, Map<String, List<String>>> conditions) {
        return Collections.unmodifiableMap(new TreeMap<>(conditions));
    }
}
