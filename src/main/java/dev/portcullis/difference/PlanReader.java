package dev.portcullis.difference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.difference.Difference.Standing;
import dev.portcullis.difference.PlanDocument.Monthly;
import dev.portcullis.difference.PlanDocument.Promised;
import dev.portcullis.difference.PlanDocument.Resource;
import dev.portcullis.difference.PlanDocument.Rule;
import dev.portcullis.input.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns a document into a plan, or reports the mistakes in its form. Unknown parts are left out. */
final class PlanReader {
    /** A stack's name stands in a comment without escapes, and so do dollars: nothing else may look like them. */
    private static final Pattern STACK = Pattern.compile("[a-z][a-z0-9-]{0,15}");

    private static final Pattern DOLLARS = Pattern.compile("[0-9]{1,7}\\.[0-9]{2}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9:/_-]{1,200}");
    private static final int MOST = 2000;
    private static final int LONGEST = 100_000;

    private final String name;
    private final Problems problems = new Problems();

    PlanReader(String name) {
        this.name = name;
    }

    PlanDocument read(byte[] bytes) {
        JsonNode json = StrictPlanJson.parse(name, bytes, PlanDocument.MAX_BYTES);
        String stack = matching(json, "stack", STACK, "the name of a stack");
        Map<String, Resource> resources = new TreeMap<>();
        for (Resource resource : each(json, "resources", this::resource)) {
            if (resources.put(resource.urn(), resource) != null) {
                wrong("resources", "each URN once", "one twice");
            }
        }
        resources.values().removeIf(resource -> !isReal(resource.type()));
        List<Rule> rules = each(
                json, "edgeRules", rule -> new Rule(text(rule, "ref"), text(rule, "action"), text(rule, "expression")));
        unique("edgeRules", rules.stream().map(Rule::ref).toList());
        List<Promised> promises = each(
                json,
                "promises",
                promise -> new Promised(text(promise, "promise"), standing(promise), texts(promise, "brokenBy")));
        unique("promises", promises.stream().map(Promised::sentence).toList());
        Optional<Monthly> monthly = monthly(json);
        List<String> warnings = texts(json, "warnings");
        problems.throwIfAny();
        return new PlanDocument(stack, resources, rules, promises, monthly, warnings);
    }

    /** A plan of an older version knows two states only. */
    private Standing standing(JsonNode promise) {
        boolean holds = flag(promise, "holds");
        boolean isNotAsked = promise.has("state") && text(promise, "state").equals("notAsked");
        if (isNotAsked) {
            return Standing.NOT_ASKED;
        }
        return holds ? Standing.HELD : Standing.BROKEN;
    }

    /** Components and the stack itself are only names for what is in them. */
    private static boolean isReal(String type) {
        return type.startsWith("pulumi:providers:") || !(type.startsWith("pulumi:") || type.startsWith("portcullis:"));
    }

    private Resource resource(JsonNode json) {
        if (!json.path("inputs").isObject()) {
            wrong("resources[].inputs", "an object", kind(json.path("inputs")));
        }
        return new Resource(
                text(json, "urn"),
                matching(json, "type", TYPE, "a type token"),
                text(json, "name"),
                flag(json, "protect"),
                flag(json, "retainOnDelete"),
                texts(json, "dependsOn"),
                texts(json, "ignoreChanges"),
                json.path("inputs"));
    }

    private Optional<Monthly> monthly(JsonNode json) {
        JsonNode cost = json.path("cost");
        return cost.isNull() || cost.isMissingNode() || !cost.path("unpriced").isEmpty()
                ? Optional.empty()
                : Optional.of(new Monthly(
                        matching(cost, "monthlyRunning", DOLLARS, "dollars and cents"),
                        matching(cost, "monthlyStopped", DOLLARS, "dollars and cents")));
    }

    private <T> List<T> each(JsonNode json, String key, Function<JsonNode, T> one) {
        JsonNode array = json.path(key);
        List<T> all = new ArrayList<>();
        if (!array.isArray() || array.size() > MOST) {
            wrong(key, "an array of at most " + MOST, array.isArray() ? array.size() + " elements" : kind(array));
        } else {
            array.forEach(item -> all.add(one.apply(item)));
        }
        return List.copyOf(all);
    }

    private List<String> texts(JsonNode json, String key) {
        return each(json, key, item -> text(key + "[]", item));
    }

    private String text(JsonNode json, String key) {
        return text(key, json.path(key));
    }

    private String text(String key, JsonNode value) {
        if (!value.isTextual() || value.textValue().length() > LONGEST) {
            wrong(key, "a text of at most " + LONGEST + " characters", kind(value));
            return "";
        }
        return value.textValue();
    }

    private String matching(JsonNode json, String key, Pattern pattern, String what) {
        String text = text(json, key);
        if (!pattern.matcher(text).matches()) {
            wrong(key, what, "something else");
        }
        return text;
    }

    private boolean flag(JsonNode json, String key) {
        if (!json.path(key).isBoolean()) {
            wrong(key, "true or false", kind(json.path(key)));
        }
        return json.path(key).asBoolean();
    }

    private void unique(String key, Collection<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            wrong(key, "each once", "one twice");
        }
    }

    /** Never what was given: it may be long, and made to be shown. Once for each place. */
    private void wrong(String key, String expected, String given) {
        String where = name + ": " + key;
        if (problems.all().stream().noneMatch(problem -> problem.where().equals(where))) {
            problems.add(where, expected, given, "Write it anew with: ./portcullis plan --json");
        }
    }

    private static String kind(JsonNode json) {
        return json.isMissingNode()
                ? "nothing"
                : "a JSON " + json.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
