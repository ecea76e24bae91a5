package dev.portcullis.plan;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that one run of the program declared.
 *
 * @param resources sorted by URN, since the order of registration differs from run to run
 * @param outputs the stack's outputs, secrets as {@code "[secret]"}
 * @param asked the functions that a real run would ask a provider, sorted
 * @param leaks URN and property of each plain input that holds a secret's value
 */
public record Declared(List<RecordedResource> resources, JsonObject outputs, List<String> asked, List<String> leaks) {

    public Stream<RecordedResource> ofType(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    public Optional<RecordedResource> named(String name) {
        return resources.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst();
    }

    /** The resources in the cloud: neither components nor providers nor the stack. */
    public Stream<RecordedResource> custom() {
        return resources.stream().filter(resource -> resource.custom() && !resource.isProvider());
    }
}
