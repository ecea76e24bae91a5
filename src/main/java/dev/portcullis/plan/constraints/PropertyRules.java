package dev.portcullis.plan.constraints;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider's rules for one property.
 *
 * @param replaces when a change of it replaces the resource
 * @param defaultValue the value that the provider plans when the program sends none
 * @param keepsState an output that stays as it is in an update, where others become unknown
 * @param isSecret whether the provider keeps it as a secret
 * @param isRefreshed false when the provider never reads it back
 */
public record PropertyRules(
        String type,
        Need need,
        Replaces replaces,
        Optional<JsonElement> defaultValue,
        boolean keepsState,
        boolean isSecret,
        boolean isRefreshed,
        List<ValueRule> values,
        List<RelationRule> relations,
        List<ValueRule> each,
        String source) {
    private static final Set<String> OTHER_KEYS =
            Set.of("type", "need", "replaces", "default", "keepsState", "secret", "noRefresh", "each", "source");

    /** The giver of the value: the program, or the provider. */
    public enum Need {
        /** The program, wherever the object that holds it is sent. */
        REQUIRED,
        OPTIONAL,
        /** The program; else the service or a default fills it. */
        FILLED,
        /** The service alone; it may not be sent. */
        OUTPUT
    }

    public enum Replaces {
        NEVER,
        ALWAYS,
        /** A change replaces only if the program sends the property. */
        IF_SENT
    }

    static PropertyRules read(JsonObject facts, String source) {
        return new PropertyRules(
                facts.has("type") ? facts.get("type").getAsString() : "any",
                switch (text(facts, "need")) {
                    case "required" -> Need.REQUIRED;
                    case "filled" -> Need.FILLED;
                    case "output" -> Need.OUTPUT;
                    default -> Need.OPTIONAL;
                },
                switch (text(facts, "replaces")) {
                    case "always" -> Replaces.ALWAYS;
                    case "ifSent" -> Replaces.IF_SENT;
                    default -> Replaces.NEVER;
                },
                Optional.ofNullable(facts.get("default")),
                facts.has("keepsState"),
                facts.has("secret"),
                !facts.has("noRefresh"),
                values(facts),
                relations(facts),
                facts.has("each") ? values(facts.getAsJsonObject("each")) : List.of(),
                facts.has("source") ? text(facts, "source") : source);
    }

    private static List<ValueRule> values(JsonObject facts) {
        List<ValueRule> rules = new ArrayList<>();
        for (Map.Entry<String, JsonElement> fact : facts.entrySet()) {
            if (ValueRule.MAKERS.containsKey(fact.getKey())) {
                rules.add(ValueRule.MAKERS.get(fact.getKey()).apply(fact.getValue()));
            } else if (!OTHER_KEYS.contains(fact.getKey()) && !RelationRule.MAKERS.containsKey(fact.getKey())) {
                throw new IllegalStateException("no rule is called " + fact.getKey());
            }
        }
        return List.copyOf(rules);
    }

    private static List<RelationRule> relations(JsonObject facts) {
        return facts.entrySet().stream()
                .flatMap(
                        fact -> Optional.ofNullable(RelationRule.MAKERS.get(fact.getKey()))
                                .map(maker -> maker.apply(fact.getValue()))
                                .stream())
                .toList();
    }

    private static String text(JsonObject facts, String key) {
        return facts.has(key) ? facts.get(key).getAsString() : "";
    }
}
