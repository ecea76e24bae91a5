package dev.portcullis.removal;

import dev.portcullis.deployed.state.StackState;
import dev.portcullis.deployed.state.StateResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Resources that are protected or retained together, such as a bucket with its rules.
 *
 * @param name the name of the highest one of them, by which a person names them all
 */
record Unit(String name, List<StateResource> parts) {
    private static final String OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String VOLUME = "aws:ebs/volume:Volume";

    Unit {
        parts = List.copyOf(parts);
    }

    /** All of a state, by name. An object is no unit, as it shares the fate of its bucket. */
    static Map<String, Unit> of(StackState state) {
        Map<String, StateResource> held = new LinkedHashMap<>();
        state.resources().stream()
                .filter(one -> one.isProtected() || one.isRetained())
                .filter(one -> !one.type().equals(OBJECT))
                .forEach(one -> held.put(one.urn(), one));
        Map<String, List<StateResource>> byName = held.values().stream()
                .collect(Collectors.groupingBy(one -> top(one, held).name(), TreeMap::new, Collectors.toList()));
        Map<String, Unit> units = new TreeMap<>();
        byName.forEach((name, parts) -> units.put(name, new Unit(name, parts)));
        return units;
    }

    private static StateResource top(StateResource one, Map<String, StateResource> held) {
        StateResource parent = held.get(one.parent());
        return parent == null ? one : top(parent, held);
    }

    static boolean isObject(StateResource one) {
        return one.type().equals(OBJECT);
    }

    static boolean isBucket(StateResource one) {
        return one.type().equals(BUCKET);
    }

    static boolean isVolume(StateResource one) {
        return one.type().equals(VOLUME);
    }

    boolean isProtected() {
        return parts.stream().anyMatch(StateResource::isProtected);
    }

    boolean isWhollyProtected() {
        return parts.stream().allMatch(StateResource::isProtected);
    }

    Set<String> urns() {
        return parts.stream().map(StateResource::urn).collect(Collectors.toSet());
    }

    List<StateResource> real() {
        return parts.stream().filter(StateResource::isReal).toList();
    }
}
