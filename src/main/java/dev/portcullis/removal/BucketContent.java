package dev.portcullis.removal;

import java.time.Instant;
import java.util.Optional;

/**
 * The versions and delete markers that a bucket holds.
 *
 * @param lastDump the newest dump of a ledger in it
 */
record BucketContent(long entries, long bytes, Optional<Dump> lastDump) {
    /** A dump that can still be fetched. */
    record Dump(String bucket, String key, long bytes, Instant at) {}

    boolean isEmpty() {
        return entries == 0;
    }
}
