package dev.portcullis.operate.restore;

import java.time.Instant;

/**
 * A dump in the backup bucket.
 *
 * @param sealed whether a seal lies beside it; without one no host restores it
 */
public record LedgerDump(String key, long bytes, Instant at, boolean sealed) {}
