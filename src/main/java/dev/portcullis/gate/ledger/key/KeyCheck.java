package dev.portcullis.gate.ledger.key;

/**
 * The result of checking a presented key. The reason for a refusal is for the log alone: a caller must not learn which
 * keys exist.
 */
public sealed interface KeyCheck {

    record Valid(VirtualKey key) implements KeyCheck {}

    /**
     * The caller is told only that the key is none of this gateway.
     *
     * @param keyId the id of a key that exists and whose secret was right; otherwise empty
     */
    record Refused(Reason reason, String keyId) implements KeyCheck {}

    /** The reason in the words of the log. */
    enum Reason {
        UNKNOWN,
        WRONG_SECRET,
        EXPIRED,
        REVOKED,
        FOREIGN
    }
}
