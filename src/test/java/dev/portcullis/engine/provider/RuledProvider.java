package dev.portcullis.engine.provider;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import dev.portcullis.plan.constraints.PropertyRules;
import dev.portcullis.plan.constraints.PropertyRules.Need;
import dev.portcullis.plan.constraints.PropertyRules.Replaces;
import dev.portcullis.plan.constraints.ProviderRules;
import dev.portcullis.plan.constraints.ResourceRules;
import dev.portcullis.plan.constraints.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One type of resource as its provider checks and plans it, by the same facts that {@code plan} checks. */
final class RuledProvider {
    private static final ProviderRules ALL = ProviderRules.ofProject();
    private static final Gson GSON = new Gson();

    private final String type;
    private final ResourceRules rules;
    private final Set<String> outputs;

    RuledProvider(String type) {
        this.type = type;
        this.rules = ALL.of(type).orElseThrow(() -> new RefusedByService("unknown resource type " + type));
        this.outputs = ResourceOutputs.of(type);
    }

    List<Violation> check(Map<String, Object> inputs) {
        return rules.check(GSON.toJsonTree(inputs).getAsJsonObject(), PropertyValues::isUnknown);
    }

    /**
     * The state as it would be planned: what is sent, then defaults, then what the state has, and unknown for what
     * only the service can tell.
     *
     * @param oldInputs the inputs sent before; a property that is no longer sent and has no other source is removed
     * @param before the state so far; empty for a resource that does not exist
     */
    Map<String, Object> planned(Map<String, Object> inputs, Map<String, Object> oldInputs, Map<String, Object> before) {
        Map<String, Object> planned = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        boolean changes = before.isEmpty();
        for (String property : properties(inputs, before)) {
            PropertyRules facts = rules.properties().get(property);
            Object value = given(property, facts, inputs);
            if (value != null) {
                planned.put(property, value);
                changes |= !before.containsKey(property) || !same(property, value, before.get(property));
            } else if (isGone(property, facts, oldInputs)) {
                changes |= before.containsKey(property);
            } else {
                open.add(property);
            }
        }
        for (String property : open) {
            boolean kept = !changes || (!before.isEmpty() && keeps(property, planned, before));
            Object value = kept ? before.get(property) : PropertyValues.UNKNOWN;
            if (value != null) {
                planned.put(property, value);
            }
        }
        return planned;
    }

    boolean same(String property, Object one, Object other) {
        return new SameValue(type.substring(type.lastIndexOf(':') + 1), this::typeOf).test(property, one, other);
    }

    private String typeOf(String path) {
        PropertyRules facts = rules.properties().get(path);
        return facts == null ? "any" : facts.type();
    }

    boolean replaces(String property, boolean isSent) {
        PropertyRules facts = rules.properties().get(property);
        if (facts == null) {
            return false;
        }
        return facts.replaces() == Replaces.ALWAYS || (facts.replaces() == Replaces.IF_SENT && isSent);
    }

    /** The service's answer; properties that the provider never reads back, or takes for the same, stay as before. */
    Map<String, Object> refreshed(Map<String, Object> now, Map<String, Object> before) {
        Map<String, Object> state = new LinkedHashMap<>(now);
        state.replaceAll((property, value) -> {
            Object known = before.get(property);
            return known != null && same(property, known, value) ? known : value;
        });
        rules.properties().forEach((property, facts) -> {
            if (!facts.isRefreshed()) {
                state.remove(property);
                if (before.containsKey(property)) {
                    state.put(property, before.get(property));
                }
            }
        });
        return state;
    }

    private Set<String> properties(Map<String, Object> inputs, Map<String, Object> before) {
        Set<String> all = new LinkedHashSet<>(inputs.keySet());
        rules.properties().keySet().stream()
                .filter(path -> !path.contains(".") && !path.contains("["))
                .forEach(all::add);
        all.addAll(outputs);
        all.addAll(before.keySet());
        return all;
    }

    private static @Nullable Object given(String property, @Nullable PropertyRules facts, Map<String, Object> inputs) {
        Object sent = inputs.get(property);
        if (sent != null || facts == null) {
            return sent;
        }
        return facts.defaultValue().map(RuledProvider::plain).orElse(null);
    }

    private boolean isGone(String property, @Nullable PropertyRules facts, Map<String, Object> oldInputs) {
        if (facts == null) {
            return oldInputs.containsKey(property) || (!outputs.contains(property) && !property.equals("id"));
        }
        return facts.need() == Need.OPTIONAL && (rules.isClosed() || oldInputs.containsKey(property));
    }

    /** A closed list of facts says it of each property; an open one is of a provider that keeps all but a few. */
    private boolean keeps(String property, Map<String, Object> planned, Map<String, Object> before) {
        if (type.endsWith(":ZeroTrustAccessServiceToken") && property.equals("clientSecret")) {
            return Objects.equals(planned.get("clientSecretVersion"), before.get("clientSecretVersion"));
        }
        PropertyRules facts = rules.properties().get(property);
        return facts == null ? !rules.isClosed() : facts.keepsState() || !rules.isClosed();
    }

    private static Object plain(JsonElement value) {
        return GSON.fromJson(value, Object.class);
    }
}
