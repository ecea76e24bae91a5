package dev.portcullis.difference;

import dev.portcullis.difference.Difference.Effect;
import dev.portcullis.difference.Difference.Standing;
import dev.portcullis.difference.PlanDocument.Monthly;
import java.util.List;

/** The figures of a difference, each of both sides. Made of numbers and dollars alone, so it needs no escapes. */
record Summary(Difference difference) {

    /** The subject of the comparison, then before, then after. */
    record Row(String what, String before, String after) {}

    /** Such as {@code 2 added, 1 changed, 1 replaced, 0 removed}. */
    String resources() {
        int replaced = difference.changed(Effect.REPLACE).size();
        return difference.added().size() + " added, "
                + (difference.changed().size() - replaced) + " changed, "
                + replaced + " replaced, "
                + difference.removed().size() + " removed";
    }

    List<Row> rows() {
        PlanDocument before = difference.before();
        PlanDocument after = difference.after();
        return List.of(
                new Row("promises kept", kept(before), kept(after)),
                new Row(
                        "a month, running",
                        before.monthly()
                                .map(Monthly::running)
                                .map(Summary::dollars)
                                .orElse("not known"),
                        after.monthly()
                                .map(Monthly::running)
                                .map(Summary::dollars)
                                .orElse("not known")),
                new Row(
                        "a month, stopped",
                        before.monthly()
                                .map(Monthly::stopped)
                                .map(Summary::dollars)
                                .orElse("not known"),
                        after.monthly()
                                .map(Monthly::stopped)
                                .map(Summary::dollars)
                                .orElse("not known")));
    }

    private static String kept(PlanDocument plan) {
        long kept = count(plan, Standing.HELD);
        return kept + " of " + (plan.promises().size() - count(plan, Standing.NOT_ASKED));
    }

    private static long count(PlanDocument plan, Standing standing) {
        return plan.promises().stream()
                .filter(promised -> promised.standing() == standing)
                .count();
    }

    private static String dollars(String amount) {
        return "$" + amount;
    }
}
