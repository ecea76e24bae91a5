package dev.portcullis.gate.ledger.key;

/** What a presented key is worth. Why it is refused is for the log alone: a caller must not learn what exists. */
public sealed interface KeyCheck {

    record Valid(VirtualKey key) implements KeyCheck {}

    /**
     * The caller is told only that the key is none of this gateway.
     *
     * @param keyId of a key that exists and whose secret was right; else empty
     */
    record Refused(Reason reason, String keyId) implements KeyCheck {}

    /** In the words of the log. */
    enum Reason {
        UNKNOWN,
        WRONG_SECRET,
        EXPIRED,
        REVOKED,
        FOREIGN
    }
}
