package dev.portcullis.engine.provider;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.PropertyDiff;

/** Tells what a change of inputs does to a resource that exists: nothing, an update in place, or another resource. */
record Planning(RuledProvider rules) {
    DiffResponse diff(Map<String, Object> state, Map<String, Object> oldInputs, Map<String, Object> inputs) {
        Map<String, Object> planned = rules.planned(inputs, oldInputs, state);
        Set<String> changed = new TreeSet<>();
        Set<String> sent = new LinkedHashSet<>(inputs.keySet());
        sent.addAll(oldInputs.keySet());
        for (String property : sent) {
            Object before = state.get(property);
            Object after = planned.get(property);
            boolean equal = before == null ? after == null : after != null && rules.same(property, before, after);
            if (!equal) {
                changed.add(property);
            }
        }
        DiffResponse.Builder diff = DiffResponse.newBuilder()
                .setChanges(changed.isEmpty() ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME)
                .setHasDetailedDiff(true)
                .addAllDiffs(changed);
        for (String property : changed) {
            boolean replaces = rules.replaces(property, inputs.containsKey(property));
            if (replaces) {
                diff.addReplaces(property);
            }
            diff.putDetailedDiff(
                    property,
                    PropertyDiff.newBuilder()
                            .setKind(kind(state, planned, property, replaces))
                            .build());
        }
        return diff.build();
    }

    private static PropertyDiff.Kind kind(
            Map<String, Object> state, Map<String, Object> planned, String property, boolean replaces) {
        if (!planned.containsKey(property)) {
            return replaces ? PropertyDiff.Kind.DELETE_REPLACE : PropertyDiff.Kind.DELETE;
        }
        if (!state.containsKey(property)) {
            return replaces ? PropertyDiff.Kind.ADD_REPLACE : PropertyDiff.Kind.ADD;
        }
        return replaces ? PropertyDiff.Kind.UPDATE_REPLACE : PropertyDiff.Kind.UPDATE;
    }
}
