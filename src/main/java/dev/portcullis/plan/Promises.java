package dev.portcullis.plan;

import dev.portcullis.infra.Blueprint;
import java.util.List;
import java.util.stream.Stream;

/** Every promise that concerns a gateway stack, in the order in which it is printed. */
public final class Promises {
    public static final List<Promise> ALL = Stream.of(
                    HostPromises.ALL, DataPromises.ALL, RightsPromises.ALL, EdgePromises.ALL, TreePromises.ALL)
            .flatMap(List::stream)
            .toList();

    private Promises() {}

    public static List<Promise.Outcome> check(Declared declared, Blueprint blueprint) {
        return ALL.stream().map(promise -> promise.check(declared, blueprint)).toList();
    }
}
