package dev.portcullis.gate.answer;

import java.util.UUID;

/** The one name of a request: in its answer, in the access log and, without its prefix, in the ledger. */
public record RequestId(UUID id) {

    public static RequestId fresh() {
        return new RequestId(UUID.randomUUID());
    }

    /** As callers and operators see it. */
    public String text() {
        return "req_" + id.toString().replace("-", "");
    }
}
