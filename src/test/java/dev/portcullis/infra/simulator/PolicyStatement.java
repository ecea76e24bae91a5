package dev.portcullis.infra.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One statement, read strictly: an element that is not known here would be ignored, and with it what it guards.
 *
 * @param resources empty in a trust policy, whose resource is its role
 * @param principals empty in an identity policy; else {@code *}, ARNs and names of services
 */
public record PolicyStatement(
        String sid,
        boolean allows,
        List<String> principals,
        List<String> actions,
        List<String> resources,
        List<Condition> conditions) {
    private static final Set<String> KNOWN = Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");

    static PolicyStatement of(JsonObject json) {
        json.keySet().stream().filter(key -> !KNOWN.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("unknown element " + key);
        });
        List<String> principals = new ArrayList<>();
        if (json.has("Principal")) {
            JsonElement principal = json.get("Principal");
            if (principal.isJsonPrimitive()) {
                principals.add(principal.getAsString());
            } else {
                principal.getAsJsonObject().asMap().values().forEach(names -> principals.addAll(texts(names)));
            }
        }
        return new PolicyStatement(
                json.get("Sid").getAsString(),
                effect(json.get("Effect").getAsString()),
                principals,
                texts(json.get("Action")),
                json.has("Resource") ? texts(json.get("Resource")) : List.of(),
                conditions(json));
    }

    /** Whether it speaks of this request; for a resource policy, also of this principal. */
    boolean applies(Request request, String principal) {
        return (principals.isEmpty() || principals.contains("*") || principals.contains(principal))
                && actions.stream().anyMatch(pattern -> Wildcard.action(pattern, request.action()))
                && (resources.isEmpty() || resources.stream().anyMatch(pattern -> names(pattern, request)))
                && conditions.stream().allMatch(condition -> condition.holds(request));
    }

    private static boolean names(String pattern, Request request) {
        return Wildcard.filled(pattern, request)
                .filter(filled -> Wildcard.arn(filled, request.resource()))
                .isPresent();
    }

    private static boolean effect(String effect) {
        return switch (effect) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new IllegalArgumentException("unknown effect " + effect);
        };
    }

    private static List<Condition> conditions(JsonObject json) {
        List<Condition> conditions = new ArrayList<>();
        if (json.has("Condition")) {
            json.getAsJsonObject("Condition")
                    .asMap()
                    .forEach((operator, keys) -> keys.getAsJsonObject()
                            .asMap()
                            .forEach((key, wanted) -> conditions.add(new Condition(operator, key, texts(wanted)))));
        }
        return conditions;
    }

    private static List<String> texts(JsonElement element) {
        return element.isJsonArray()
                ? element.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of(element.getAsString());
    }
}
