package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;

/** Tells the metrics that name keys and models, which no process of the host may read without an admin key. */
final class MetricActions {
    private final Supplier<byte[]> metrics;

    MetricActions(Supplier<byte[]> metrics) {
        this.metrics = metrics;
    }

    AdminAnswer show(Asked asked) {
        asked.query().paging(Set.of());
        asked.query().throwIfAny();
        return AdminAnswer.ok(TextNode.valueOf(new String(metrics.get(), StandardCharsets.UTF_8)));
    }
}
