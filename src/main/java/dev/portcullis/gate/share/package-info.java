/**
 * Shares of the resources that all callers use: room for bodies, and turns of the one thread that rebuilds long ones.
 *
 * <p>Runs in the gate. Knows keys and clients by their names only, and neither HTTP nor the ledger.
 *
 * <p>Why shares (2026-11): 17 unfinished bodies of one key without a budget took all room, and everybody else was
 * refused until they were given up after 120 s.
 */
@NullMarked
package dev.portcullis.gate.share;

import org.jspecify.annotations.NullMarked;
