package dev.portcullis.infra.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One question to IAM: a call that touches several things is one request for each.
 *
 * @param context condition key to its values; a key that is absent is absent
 */
public record Request(String action, String resource, Map<String, List<String>> context) {
    public Request {
        context.keySet().forEach(ConditionKey::of);
        context = new TreeMap<>(context);
    }

    /** Values of a key, in the order given; empty when the request does not have it. */
    List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }
}
