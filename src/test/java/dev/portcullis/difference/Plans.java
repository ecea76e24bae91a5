package dev.portcullis.difference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Small plans, made of the parts that a test cares for. */
final class Plans {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode plan = object("""
            {"stack":"dev","resources":[],"edgeRules":[],"promises":[],"warnings":[],
             "cost":{"monthlyRunning":"19.64","monthlyStopped":"2.56"}}""");

    static PlanDocument of(String... resources) {
        return new Plans().with(resources).document();
    }

    Plans with(String... resources) {
        for (String resource : resources) {
            plan.withArray("/resources").add(object(resource));
        }
        return this;
    }

    Plans rule(String ref, String expression) {
        plan.withArray("/edgeRules")
                .addObject()
                .put("ref", ref)
                .put("action", "block")
                .put("expression", expression);
        return this;
    }

    Plans notAsked(String sentence) {
        promise(sentence, false);
        ((ObjectNode) plan.withArray("/promises")
                        .get(plan.withArray("/promises").size() - 1))
                .put("state", "notAsked");
        return this;
    }

    Plans promise(String sentence, boolean holds, String... brokenBy) {
        ObjectNode promise = plan.withArray("/promises").addObject();
        promise.put("promise", sentence).put("holds", holds).putArray("brokenBy");
        for (String culprit : brokenBy) {
            promise.withArray("/brokenBy").add(culprit);
        }
        return this;
    }

    Plans set(String key, String json) {
        plan.set(key, object("{\"value\":" + json + "}").get("value"));
        return this;
    }

    PlanDocument document() {
        return PlanDocument.parse("plan.json", bytes());
    }

    byte[] bytes() {
        return plan.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String resource(String type, String name, String inputs) {
        return resource(type, name, inputs, "");
    }

    /** @param options such as {@code "protect":true}, instead of the plain ones */
    static String resource(String type, String name, String inputs, String options) {
        ObjectNode resource = object("""
                {"urn":"urn:pulumi:dev::portcullis::%1$s::%2$s","type":"%1$s","name":"%2$s","protect":false,
                 "retainOnDelete":false,"dependsOn":[],"ignoreChanges":[],"inputs":%3$s}""".formatted(type, name, inputs));
        resource.setAll(object("{" + options + "}"));
        return resource.toString();
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
