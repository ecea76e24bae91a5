package dev.portcullis.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.difference.Difference.Changed;
import dev.portcullis.difference.Difference.Effect;
import dev.portcullis.difference.PlanDocument.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The resources of both plans that are not the same in both. One that is replaced gets another id, so whatever names
 * that id where its type cannot take another is replaced too.
 */
final class Changes {
    private final Map<String, Resource> before;
    private final Map<String, Resource> after;

    Changes(Map<String, Resource> before, Map<String, Resource> after) {
        this.before = before;
        this.after = after;
    }

    /** The changes by URN. */
    List<Changed> all() {
        Map<String, Changed> changed = new TreeMap<>();
        for (Resource resource : after.values()) {
            if (before.containsKey(resource.urn())) {
                Changed one = compare(before.get(resource.urn()), resource);
                if (!one.properties().isEmpty()) {
                    changed.put(resource.urn(), one);
                }
            }
        }
        while (spread(changed)) {
            // Repeat: others may name a resource that was just found to be replaced.
        }
        return List.copyOf(changed.values());
    }

    private static Changed compare(Resource old, Resource fresh) {
        List<PropertyChange> properties = new ArrayList<>(Comparison.of(old.inputs(), fresh.inputs()));
        properties.removeIf(change -> fresh.ignoreChanges().stream().anyMatch(change::isWithin));
        List<String> because = forcing(fresh.type(), properties);
        // Options change nothing in the cloud, and are what keeps things safe.
        properties.addAll(Comparison.of(options(old), options(fresh)));
        Effect effect = Effect.UPDATE;
        if (Replacements.forced(fresh.type()).isEmpty()) {
            effect = Effect.NOT_KNOWN;
        } else if (!because.isEmpty()) {
            effect = Effect.REPLACE;
        }
        return new Changed(fresh, List.copyOf(properties), effect, because);
    }

    private static List<String> forcing(String type, List<PropertyChange> properties) {
        List<String> forced = Replacements.forced(type).orElse(List.of());
        return properties.stream()
                .filter(change -> forced.stream().anyMatch(change::isWithin))
                .map(PropertyChange::path)
                .toList();
    }

    private static ObjectNode options(Resource resource) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("(protect)", resource.protect());
        options.put("(retainOnDelete)", resource.retainOnDelete());
        resource.dependsOn().forEach(options.withArray("/(dependsOn)")::add);
        resource.ignoreChanges().forEach(options.withArray("/(ignoreChanges)")::add);
        return options;
    }

    /** True when it found another one that is replaced. */
    private boolean spread(Map<String, Changed> changed) {
        Set<String> ids = new HashSet<>();
        changed.values().stream()
                .filter(one -> one.effect() == Effect.REPLACE)
                .forEach(one -> ids.add("${" + one.resource().name() + "."));
        boolean isMore = false;
        for (Resource resource : after.values()) {
            Changed known = changed.get(resource.urn());
            if (!before.containsKey(resource.urn()) || (known != null && known.effect() == Effect.REPLACE)) {
                continue;
            }
            Optional<String> because = named(resource, ids);
            if (because.isPresent()) {
                List<PropertyChange> properties = known == null ? List.of() : known.properties();
                changed.put(resource.urn(), new Changed(resource, properties, Effect.REPLACE, List.of(because.get())));
                isMore = true;
            }
        }
        return isMore;
    }

    private static Optional<String> named(Resource resource, Set<String> ids) {
        for (String path : Replacements.forced(resource.type()).orElse(List.of())) {
            JsonNode value = resource.inputs().at("/" + path.replace('.', '/'));
            boolean isIgnored = resource.ignoreChanges().contains(path);
            if (!isIgnored && value.isTextual() && ids.stream().anyMatch(value.textValue()::contains)) {
                return Optional.of(path + " of what is replaced");
            }
        }
        return Optional.empty();
    }
}
