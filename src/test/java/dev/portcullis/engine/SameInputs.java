package dev.portcullis.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.plan.Declared;
import dev.portcullis.plan.RecordedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The offline plan beside the engine's preview of the same stack, as far as both can know a value. */
final class SameInputs {
    /** The engine's text for a value that is not known yet. */
    private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    /** Made up by the provider before the engine writes the inputs down. */
    private static final Set<String> NAMED_BY_THE_PROVIDER =
            Set.of("aws:iam/rolePolicy:RolePolicy", "aws:ec2/securityGroup:SecurityGroup");

    private static final String STACK = "pulumi:pulumi:Stack";

    private final List<String> differences = new ArrayList<>();

    private SameInputs() {}

    /** @param preview the output of {@code pulumi preview --json} */
    static List<String> differences(Declared plan, String preview) {
        Map<String, JsonObject> ofEngine = new TreeMap<>();
        JsonParser.parseString(preview)
                .getAsJsonObject()
                .getAsJsonArray("steps")
                .forEach(step -> {
                    JsonObject state = step.getAsJsonObject().getAsJsonObject("newState");
                    if (!state.get("type").getAsString().equals(STACK)) {
                        ofEngine.put(state.get("urn").getAsString(), state);
                    }
                });
        Map<String, RecordedResource> ofPlan = new TreeMap<>();
        plan.resources().stream()
                .filter(resource -> !resource.type().equals(STACK))
                .forEach(resource -> ofPlan.put(resource.urn(), resource));
        SameInputs all = new SameInputs();
        all.keys("", ofPlan.keySet(), ofEngine.keySet());
        ofPlan.forEach((urn, resource) -> {
            if (ofEngine.containsKey(urn) && resource.custom()) {
                JsonObject inputs = ofEngine.get(urn).getAsJsonObject("inputs");
                inputs.remove("__internal");
                if (resource.type().startsWith("pulumi:providers:")) {
                    inputs.remove("version");
                }
                if (NAMED_BY_THE_PROVIDER.contains(resource.type())) {
                    inputs.remove("name");
                }
                all.compare(resource.name(), resource.inputs(), inputs);
            }
        });
        return all.differences;
    }

    private void compare(String path, JsonElement plan, JsonElement engine) {
        if (isOpen(plan) || (engine.isJsonPrimitive() && engine.getAsString().contains(UNKNOWN))) {
            return;
        }
        if (plan.isJsonObject() && engine.isJsonObject()) {
            JsonObject left = plan.getAsJsonObject();
            JsonObject right = engine.getAsJsonObject().deepCopy();
            // The engine marks an asset with this key, and adds its hash.
            right.remove("4dabf18193072939515e22adb298388d");
            if (!left.has("hash")) {
                right.remove("hash");
            }
            keys(path, left.keySet(), right.keySet());
            left.keySet().stream()
                    .filter(right::has)
                    .forEach(key -> compare(path + "." + key, left.get(key), right.get(key)));
        } else if (plan.isJsonArray() && engine.isJsonArray()) {
            int size = plan.getAsJsonArray().size();
            if (size != engine.getAsJsonArray().size()) {
                differences.add(path + ": " + plan + " and " + engine);
                return;
            }
            for (int i = 0; i < size; i++) {
                compare(
                        path + "[" + i + "]",
                        plan.getAsJsonArray().get(i),
                        engine.getAsJsonArray().get(i));
            }
        } else if (!plan.equals(engine)) {
            differences.add(path + ": " + plan + " and " + engine);
        }
    }

    /** A placeholder, a secret, or the account that a plan makes up. */
    private static boolean isOpen(JsonElement plan) {
        if (!plan.isJsonPrimitive()) {
            return false;
        }
        String text = plan.getAsString();
        return text.contains("${")
                || text.contains("000000000000")
                || text.equals("[secret]")
                || text.equals("[known after up]");
    }

    private void keys(String path, Set<String> plan, Set<String> engine) {
        Set<String> onlyPlan = new TreeSet<>(plan);
        onlyPlan.removeAll(engine);
        onlyPlan.forEach(key -> differences.add(path + " " + key + ": only in the plan"));
        Set<String> onlyEngine = new TreeSet<>(engine);
        onlyEngine.removeAll(plan);
        onlyEngine.forEach(key -> differences.add(path + " " + key + ": only at the engine"));
    }
}
