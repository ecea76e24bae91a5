package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.telemetry.Refusals;
import java.util.Set;

/** Tells what this gate has refused since it started. */
final class RefusalActions {
    private final Refusals refusals;

    RefusalActions(Refusals refusals) {
        this.refusals = refusals;
    }

    AdminAnswer list(Asked asked) {
        asked.query().paging(Set.of());
        asked.query().throwIfAny();
        ObjectNode body = AdminAnswer.object().put("since", refusals.since().toString());
        ArrayNode items = body.putArray("items");
        refusals.byLock()
                .forEach((lock, codes) -> codes.forEach((code, count) -> items.addObject()
                        .put("lock", lock.word())
                        .put("code", code)
                        .put("count", count)));
        return AdminAnswer.ok(body.putNull("next"));
    }
}
