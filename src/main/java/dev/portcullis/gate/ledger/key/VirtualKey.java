package dev.portcullis.gate.ledger.key;

import java.time.Instant;
import java.util.Optional;

/**
 * A key without its secret: 8 letters and digits find it, and everything that was spent stays with them.
 *
 * @param version another one after each change of the key or its secrets
 * @param declared whether the stack declares it: then only the stack may change it
 */
public record VirtualKey(
        String id, long version, KeyTerms terms, Instant createdAt, Optional<Instant> revokedAt, boolean declared) {

    boolean isOver(Instant now) {
        return revokedAt.isPresent()
                || terms.expiresAt().filter(end -> !end.isAfter(now)).isPresent();
    }
}
