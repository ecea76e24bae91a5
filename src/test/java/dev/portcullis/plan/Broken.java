package dev.portcullis.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Variations of what the example stack declares, each with one thing wrong. */
final class Broken {
    private Broken() {}

    /** One input replaced by JSON text, at a path such as {@code metadataOptions.httpTokens}; {@code null} removes it. */
    static Declared input(String name, String path, @org.jspecify.annotations.Nullable String json) {
        return input(ExampleStack.declared(), name, path, json);
    }

    static Declared input(Declared good, String name, String path, @org.jspecify.annotations.Nullable String json) {
        return resource(good, name, resource -> {
            JsonObject inputs = resource.inputs().deepCopy();
            String[] steps = path.split("\\.", -1);
            JsonObject at = inputs;
            for (String step : List.of(steps).subList(0, steps.length - 1)) {
                at = at.getAsJsonObject(step);
            }
            String last = steps[steps.length - 1];
            if (json == null) {
                at.remove(last);
            } else {
                at.add(last, JsonParser.parseString(json));
            }
            return with(resource, inputs);
        });
    }

    /** One text replaced in the input that holds a policy document. */
    static Declared policy(String name, String property, String from, String to) {
        return policy(ExampleStack.declared(), name, property, from, to);
    }

    static Declared policy(Declared good, String name, String property, String from, String to) {
        return resource(good, name, resource -> {
            JsonObject inputs = resource.inputs().deepCopy();
            String before = inputs.get(property).getAsString();
            if (!before.contains(from)) {
                throw new AssertionError(name + " has no " + from + " in " + before);
            }
            inputs.addProperty(property, before.replace(from, to));
            return with(resource, inputs);
        });
    }

    static Declared resource(String name, UnaryOperator<RecordedResource> change) {
        return resource(ExampleStack.declared(), name, change);
    }

    static Declared resource(Declared good, String name, UnaryOperator<RecordedResource> change) {
        List<RecordedResource> resources = new ArrayList<>(good.resources());
        RecordedResource before = good.named(name).orElseThrow();
        resources.set(resources.indexOf(before), change.apply(before));
        return new Declared(resources, good.outputs(), good.asked(), good.leaks());
    }

    static Declared without(String name) {
        return with(ExampleStack.declared().resources().stream()
                .filter(resource -> !resource.name().equals(name))
                .toList());
    }

    /** One more resource under the component {@code network}. */
    static Declared more(String type, String name, String inputs) {
        RecordedResource network = ExampleStack.declared().named("network").orElseThrow();
        List<RecordedResource> resources =
                new ArrayList<>(ExampleStack.declared().resources());
        resources.add(new RecordedResource(
                network.urn().replace("::network", "$" + type + "::" + name),
                type,
                name,
                network.urn(),
                true,
                false,
                false,
                false,
                "",
                List.of(),
                List.of(),
                List.of(),
                JsonParser.parseString(inputs).getAsJsonObject()));
        return with(resources);
    }

    static Declared leaking(String where) {
        Declared good = ExampleStack.declared();
        return new Declared(good.resources(), good.outputs(), good.asked(), List.of(where));
    }

    static RecordedResource unprotected(RecordedResource resource) {
        return options(resource, resource.parent(), false, resource.retainOnDelete(), resource.dependsOn());
    }

    static RecordedResource adopted(RecordedResource resource, String parent) {
        return options(resource, parent, resource.protect(), resource.retainOnDelete(), resource.dependsOn());
    }

    static RecordedResource hasty(RecordedResource resource, String notWaitingFor) {
        List<String> fewer = resource.dependsOn().stream()
                .filter(urn -> !urn.endsWith("::" + notWaitingFor))
                .toList();
        if (fewer.size() == resource.dependsOn().size()) {
            throw new AssertionError(resource.urn() + " never waited for " + notWaitingFor);
        }
        return options(resource, resource.parent(), resource.protect(), resource.retainOnDelete(), fewer);
    }

    static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    private static RecordedResource with(RecordedResource resource, JsonObject inputs) {
        return new RecordedResource(
                resource.urn(),
                resource.type(),
                resource.name(),
                resource.parent(),
                resource.custom(),
                resource.protect(),
                resource.retainOnDelete(),
                resource.deleteBeforeReplace(),
                resource.version(),
                resource.dependsOn(),
                resource.ignoreChanges(),
                resource.secretOutputs(),
                inputs);
    }

    private static RecordedResource options(
            RecordedResource resource, String parent, boolean protect, boolean retain, List<String> dependsOn) {
        return new RecordedResource(
                resource.urn(),
                resource.type(),
                resource.name(),
                parent,
                resource.custom(),
                protect,
                retain,
                resource.deleteBeforeReplace(),
                resource.version(),
                dependsOn,
                resource.ignoreChanges(),
                resource.secretOutputs(),
                resource.inputs());
    }

    private static Declared with(List<RecordedResource> resources) {
        Declared good = ExampleStack.declared();
        return new Declared(resources, good.outputs(), good.asked(), good.leaks());
    }
}
