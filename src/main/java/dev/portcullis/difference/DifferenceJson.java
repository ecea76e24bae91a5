package dev.portcullis.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.difference.Difference.Changed;
import dev.portcullis.difference.Difference.Effect;
import dev.portcullis.difference.Difference.Standing;
import dev.portcullis.difference.PlanDocument.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A difference for machines: {@code resources{added[],changed[],replaced[],removed[]}, edgeRules{changed[],reordered},
 * promises[], monthly{before,after}}. A side that has none is {@code null}.
 */
public final class DifferenceJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DifferenceJson() {}

    public static String of(Difference difference) {
        ObjectNode json = NODES.objectNode();
        ObjectNode resources = json.putObject("resources");
        array(
                resources,
                "added",
                difference.added().stream().map(DifferenceJson::resource).toList());
        array(
                resources,
                "changed",
                difference.changed().stream()
                        .filter(one -> one.effect() != Effect.REPLACE)
                        .map(DifferenceJson::changed)
                        .toList());
        array(
                resources,
                "replaced",
                difference.changed(Effect.REPLACE).stream()
                        .map(DifferenceJson::changed)
                        .toList());
        array(
                resources,
                "removed",
                difference.removed().stream().map(DifferenceJson::resource).toList());
        edgeRules(json.putObject("edgeRules"), difference);
        promises(json.putArray("promises"), difference);
        ObjectNode monthly = json.putObject("monthly");
        monthly.set("before", monthly(difference.before()));
        monthly.set("after", monthly(difference.after()));
        return json.toPrettyString();
    }

    private static void array(ObjectNode parent, String key, Collection<ObjectNode> items) {
        parent.putArray(key).addAll(items);
    }

    private static ObjectNode resource(Resource resource) {
        return NODES.objectNode()
                .put("urn", resource.urn())
                .put("type", resource.type())
                .put("name", resource.name())
                .put("protect", resource.protect())
                .put("retainOnDelete", resource.retainOnDelete());
    }

    private static ObjectNode changed(Changed one) {
        ObjectNode json = resource(one.resource());
        if (one.effect() == Effect.NOT_KNOWN) {
            json.put("replacementKnown", false);
        }
        texts(json.putArray("because"), one.because());
        ArrayNode properties = json.putArray("properties");
        one.properties().forEach(change -> {
            ObjectNode property = properties.addObject().put("path", change.path());
            property.set("before", value(change.before()));
            property.set("after", value(change.after()));
        });
        return json;
    }

    private static JsonNode value(JsonNode value) {
        return value.isMissingNode() ? NODES.nullNode() : value;
    }

    private static void edgeRules(ObjectNode json, Difference difference) {
        ArrayNode changed = json.putArray("changed");
        difference.edgeRules().forEach(rule -> {
            ObjectNode item = changed.addObject().put("ref", rule.ref());
            item.put("before", rule.before().isEmpty() ? null : rule.before());
            item.put("after", rule.after().isEmpty() ? null : rule.after());
        });
        json.put("reordered", difference.edgeRulesReordered());
    }

    private static void promises(ArrayNode json, Difference difference) {
        difference.promises().forEach(promise -> {
            ObjectNode item = json.addObject()
                    .put("promise", promise.sentence())
                    .put("before", word(promise.before()))
                    .put("after", word(promise.after()));
            texts(item.putArray("brokenBy"), promise.brokenBy());
        });
    }

    private static String word(Standing standing) {
        return standing == Standing.NOT_ASKED ? "notAsked" : standing.name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode monthly(PlanDocument plan) {
        return plan.monthly()
                .<JsonNode>map(known ->
                        NODES.objectNode().put("running", known.running()).put("stopped", known.stopped()))
                .orElse(NODES.nullNode());
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
