package dev.portcullis.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A resource as the program declared it.
 *
 * @param parent the parent's URN; empty for the stack itself
 * @param custom false for a component
 * @param protect after inheritance, as is {@code retainOnDelete}
 * @param dependsOn URNs, from explicit options and from the inputs alike, sorted
 * @param inputs secrets as {@code "[secret]"}; what is known only after {@code up} as {@code ${name.property}}
 */
public record RecordedResource(
        String urn,
        String type,
        String name,
        String parent,
        boolean custom,
        boolean protect,
        boolean retainOnDelete,
        boolean deleteBeforeReplace,
        String version,
        List<String> dependsOn,
        List<String> ignoreChanges,
        List<String> secretOutputs,
        JsonObject inputs) {

    static final String STACK_TYPE = "pulumi:pulumi:Stack";

    public boolean isStack() {
        return type.equals(STACK_TYPE);
    }

    boolean isProvider() {
        return type.startsWith("pulumi:providers:");
    }

    /** An input by its path; empty when any step is missing. */
    Optional<JsonElement> input(String... path) {
        JsonElement at = inputs;
        for (String step : path) {
            JsonElement next = at.isJsonObject() ? at.getAsJsonObject().get(step) : null;
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    /** The same as text, empty when missing. */
    public String text(String... path) {
        return input(path)
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .orElse("");
    }

    /** The same as a list, empty when missing or no list. */
    List<JsonElement> list(String... path) {
        return input(path)
                .filter(JsonElement::isJsonArray)
                .map(array -> array.getAsJsonArray().asList())
                .orElse(List.of());
    }

    /** {@code Instance} of {@code aws:ec2/instance:Instance}. */
    public String shortType() {
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
