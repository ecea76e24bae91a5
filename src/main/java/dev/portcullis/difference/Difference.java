package dev.portcullis.difference;

import dev.portcullis.difference.PlanDocument.Promised;
import dev.portcullis.difference.PlanDocument.Resource;
import dev.portcullis.difference.PlanDocument.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that two plans differ in. A resource is the same by its URN: one that was renamed is removed and added here, also
 * where an alias spares it that in earnest.
 */
public record Difference(
        PlanDocument before,
        PlanDocument after,
        List<Resource> added,
        List<Changed> changed,
        List<Resource> removed,
        List<RuleChange> edgeRules,
        boolean edgeRulesReordered,
        List<PromiseChange> promises) {

    /** The likely effect of {@code up} on a resource that has changed. */
    enum Effect {
        UPDATE,
        REPLACE,
        /** The type is not among those whose replacing properties are known here. */
        NOT_KNOWN
    }

    /** @param because the properties that cannot change in place; empty but for {@code REPLACE} */
    record Changed(Resource resource, List<PropertyChange> properties, Effect effect, List<String> because) {}

    /** @param before empty for a new rule, as is {@code after} for one that goes */
    record RuleChange(String ref, String before, String after) {}

    enum Standing {
        HELD,
        BROKEN,
        NOT_ASKED,
        /** That side's code does not check it. */
        ABSENT
    }

    record PromiseChange(String sentence, Standing before, Standing after, List<String> brokenBy) {
        boolean isGood() {
            return after == Standing.HELD;
        }

        /** Held before and now, or asked of neither side. */
        boolean isSteady() {
            return before == after && (isGood() || after == Standing.NOT_ASKED);
        }
    }

    public static Difference between(PlanDocument before, PlanDocument after) {
        return new Difference(
                before,
                after,
                without(after.resources(), before.resources()),
                new Changes(before.resources(), after.resources()).all(),
                without(before.resources(), after.resources()),
                rules(before.edgeRules(), after.edgeRules()),
                isReordered(before.edgeRules(), after.edgeRules()),
                promises(before.promises(), after.promises()));
    }

    /** True when {@code up} would find nothing to do that a plan can know of. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty() && edgeRules.isEmpty() && !edgeRulesReordered;
    }

    /** The names of all changes beside a new bundle, safe to print on a terminal. */
    public List<String> besidesTheBundle() {
        List<String> others = new ArrayList<>();
        added.forEach(one -> others.add("added: " + Printable.line(one.name())));
        removed.forEach(one -> others.add("removed: " + Printable.line(one.name())));
        changed.stream()
                .filter(one -> !isOfTheBundle(one))
                .forEach(one ->
                        others.add("changed: " + Printable.line(one.resource().name())));
        edgeRules.forEach(rule -> others.add("edge rule: " + Printable.line(rule.ref())));
        return others;
    }

    /** The uploaded bundle itself, and the desired state that names it. */
    private static boolean isOfTheBundle(Changed one) {
        return switch (one.resource().type()) {
            case "aws:s3/bucketObjectv2:BucketObjectv2" ->
                one.properties().stream().allMatch(change -> change.isWithin("key") || change.isWithin("source"));
            case "aws:ssm/parameter:Parameter" ->
                one.properties().stream().allMatch(change -> change.isWithin("value.bundle.sha256"));
            default -> false;
        };
    }

    List<Changed> changed(Effect effect) {
        return changed.stream().filter(one -> one.effect() == effect).toList();
    }

    private static List<Resource> without(Map<String, Resource> all, Map<String, Resource> known) {
        return all.values().stream()
                .filter(resource -> !known.containsKey(resource.urn()))
                .toList();
    }

    private static List<RuleChange> rules(List<Rule> before, List<Rule> after) {
        Map<String, String> left = texts(before);
        Map<String, String> right = texts(after);
        Set<String> refs = new LinkedHashSet<>(left.keySet());
        refs.addAll(right.keySet());
        return refs.stream()
                .map(ref -> new RuleChange(ref, left.getOrDefault(ref, ""), right.getOrDefault(ref, "")))
                .filter(rule -> !rule.before().equals(rule.after()))
                .toList();
    }

    private static Map<String, String> texts(List<Rule> rules) {
        Map<String, String> texts = new LinkedHashMap<>();
        rules.forEach(rule -> texts.put(rule.ref(), rule.text()));
        return texts;
    }

    /** Compares only the rules that both sides have. */
    private static boolean isReordered(List<Rule> before, List<Rule> after) {
        List<String> left = before.stream().map(Rule::ref).collect(Collectors.toCollection(ArrayList::new));
        List<String> right = after.stream().map(Rule::ref).collect(Collectors.toCollection(ArrayList::new));
        List<String> known = List.copyOf(left);
        left.retainAll(right);
        right.retainAll(known);
        return !left.equals(right);
    }

    private static List<PromiseChange> promises(List<Promised> before, List<Promised> after) {
        Map<String, Promised> left = bySentence(before);
        Map<String, Promised> right = bySentence(after);
        Set<String> sentences = new LinkedHashSet<>(right.keySet());
        sentences.addAll(left.keySet());
        return sentences.stream()
                .map(sentence -> new PromiseChange(
                        sentence,
                        standing(left, sentence),
                        standing(right, sentence),
                        right.containsKey(sentence) ? right.get(sentence).brokenBy() : List.of()))
                .toList();
    }

    private static Map<String, Promised> bySentence(List<Promised> promises) {
        return promises.stream()
                .collect(Collectors.toMap(
                        Promised::sentence, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static Standing standing(Map<String, Promised> promises, String sentence) {
        Promised promised = promises.get(sentence);
        if (promised == null) {
            return Standing.ABSENT;
        }
        return promised.standing();
    }
}
