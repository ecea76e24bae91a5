package dev.portcullis.plan.constraints;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A provider's rules for one type of resource.
 *
 * @param isClosed whether {@code properties} names every property; else the others are free
 * @param properties by their path: {@code a.b}, {@code a[*].b} in each element, {@code a{*}.b} in each entry of a map
 */
public record ResourceRules(String type, boolean isClosed, Map<String, PropertyRules> properties) {
    private static final Pattern NAME = Pattern.compile("[^.\\[\\]{}]+");

    /**
     * Everything that the provider would refuse in these inputs.
     *
     * @param inputs without secrets' wrappers
     * @param isUnknown whether a text stands for a value that is not known yet: such a property counts as sent, and a
     *     rule that needs its value is put off
     */
    public List<Violation> check(JsonObject inputs, Predicate<String> isUnknown) {
        return new ResourceCheck(this, new Sent(inputs, isUnknown)).run();
    }

    /** The properties of the object in a place, by their own name. */
    Map<String, PropertyRules> at(PropertyPath place) {
        String prefix = place.steps().isEmpty() ? "" : place.pattern() + ".";
        Map<String, PropertyRules> level = new LinkedHashMap<>();
        properties.forEach((path, rules) -> {
            String name = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
            if (NAME.matcher(name).matches()) {
                level.put(name, rules);
            }
        });
        return level;
    }
}
