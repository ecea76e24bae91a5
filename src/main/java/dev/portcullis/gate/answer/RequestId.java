package dev.portcullis.gate.answer;

import java.util.UUID;

/** The one name of a request: in its answer, in the access log and, without its prefix, in the ledger. */
public record RequestId(UUID id) {

    public static RequestId fresh() {
        return new RequestId(UUID.randomUUID());
    }

    /** The id that callers and operators see. */
    public String text() {
        return "req_" + id.toString().replace("-", "");
    }
}
