package dev.portcullis.gate.ledger.key;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that were seen last, as they were then. */
final class KeyMemory {
    private static final int MOST = 1_000;

    private final Map<String, Found> keys = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
            return size() > MOST;
        }
    });

    /** A key's hash, and until when it counts. */
    // Two of them are never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Secret(byte[] hash, Instant validUntil) {}

    record Found(VirtualKey key, List<Secret> secrets) {
        Found {
            secrets = List.copyOf(secrets);
        }

        List<byte[]> hashesAt(Instant now) {
            return secrets.stream()
                    .filter(secret -> secret.validUntil().isAfter(now))
                    .map(Secret::hash)
                    .toList();
        }
    }

    Optional<Found> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    void keep(Found found) {
        keys.put(found.key().id(), found);
    }
}
