package dev.portcullis.plan;

import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.infra.stack.StackBlueprint;
import java.util.List;
import java.util.stream.Stream;

/** Every promise by the kind of stack that it concerns, in the order in which it is printed. */
public final class Promises {
    /** Those of a gateway. */
    public static final List<Promise> ALL = join(Stream.of(
            HostPromises.ALL,
            DataPromises.ALL,
            RightsPromises.EVERYWHERE,
            RightsPromises.GATEWAY,
            EdgePromises.ALL,
            OperatorPromises.ALL,
            WakePromises.ALL,
            TreePromises.EVERYWHERE,
            TreePromises.GATEWAY));

    public static final List<Promise> IDENTITY = join(Stream.of(
            DataPromises.EVERYWHERE, RightsPromises.EVERYWHERE, IdentityPromises.ALL, TreePromises.EVERYWHERE));

    private Promises() {}

    public static List<Promise.Outcome> check(Declared declared, StackBlueprint blueprint) {
        List<Promise> promises = blueprint instanceof Blueprint ? ALL : IDENTITY;
        return promises.stream()
                .map(promise -> promise.check(declared, blueprint))
                .toList();
    }

    private static List<Promise> join(Stream<List<Promise>> lists) {
        return lists.flatMap(List::stream).toList();
    }
}
