package dev.portcullis.plan.constraints;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk over the inputs of one resource. */
final class ResourceCheck {
    private static final int SHOWN = 60;

    private final ResourceRules rules;
    private final Sent sent;
    private final Set<Violation> found = new LinkedHashSet<>();

    ResourceCheck(ResourceRules rules, Sent sent) {
        this.rules = rules;
        this.sent = sent;
    }

    List<Violation> run() {
        object(sent.inputs(), PropertyPath.RESOURCE);
        return List.copyOf(found);
    }

    private void object(JsonObject value, PropertyPath at) {
        Map<String, PropertyRules> level = rules.at(at);
        value.asMap().forEach((name, inner) -> {
            if (rules.isClosed() && !level.containsKey(name)) {
                refuse(at.property(name), "unknownProperty", "a property of " + rules.type(), "'" + name + "'", "");
            }
        });
        level.forEach((name, property) -> property(property, value.get(name), at.property(name)));
    }

    private void property(PropertyRules property, @Nullable JsonElement value, PropertyPath at) {
        boolean isSent = value != null;
        if (value != null && property.need() == PropertyRules.Need.OUTPUT) {
            refuse(at, "output", "nothing, since the provider answers it", shown(value), property.source());
            return;
        }
        if (!isSent && property.need() == PropertyRules.Need.REQUIRED) {
            refuse(at, "required", "a value", "none", property.source());
        }
        for (RelationRule relation : property.relations()) {
            relation.check(sent, at, isSent)
                    .ifPresent(wrong -> refuse(at, wrong.rule(), wrong.expected(), wrong.given(), property.source()));
        }
        if (value != null && !sent.isUnknown(value)) {
            value(new ValueType(property.type()), property.values(), property, value, at);
        }
    }

    private void value(
            ValueType type, List<ValueRule> own, PropertyRules property, JsonElement value, PropertyPath at) {
        if (!type.fits(value)) {
            refuse(at, "type", type.text(), shown(value), property.source());
            return;
        }
        for (ValueRule rule : own) {
            if (!rule.accepts(value)) {
                refuse(at, rule.key(), rule.expected(), shown(value), property.source());
            }
        }
        if (type.isSequence()) {
            sequence(type, property, value.getAsJsonArray(), at);
        } else if (type.base().equals("map")) {
            value.getAsJsonObject()
                    .asMap()
                    .forEach((key, inner) -> element(type.element(), property, inner, at.entry(key)));
        } else if (type.base().equals("object")) {
            object(value.getAsJsonObject(), at);
        }
    }

    private void sequence(ValueType type, PropertyRules property, JsonArray list, PropertyPath at) {
        Set<JsonElement> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonElement inner = list.get(i);
            if (type.base().equals("set") && !holdsUnknown(inner) && !seen.add(inner)) {
                refuse(at, "double", "each element once", shown(inner) + " twice", property.source());
            }
            element(type.element(), property, inner, at.element(i));
        }
    }

    private void element(ValueType type, PropertyRules property, JsonElement value, PropertyPath at) {
        if (!sent.isUnknown(value)) {
            value(type, property.each(), property, value, at);
        }
    }

    private boolean holdsUnknown(JsonElement value) {
        if (value.isJsonArray()) {
            return value.getAsJsonArray().asList().stream().anyMatch(this::holdsUnknown);
        }
        return value.isJsonObject()
                ? value.getAsJsonObject().asMap().values().stream().anyMatch(this::holdsUnknown)
                : sent.isUnknown(value);
    }

    private void refuse(PropertyPath at, String rule, String expected, String given, String source) {
        found.add(new Violation(rule, at.text(), expected, given, source));
    }

    private static String shown(JsonElement value) {
        String text = value.isJsonPrimitive() ? "'" + value.getAsString() + "'" : value.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "... (" + text.length() + " characters)" : text;
    }
}
