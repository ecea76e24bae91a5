/**
 * Reservations and settlements, the sums per key and for the gateway, and the verdict when one of them is used up.
 */
@NullMarked
package dev.portcullis.gate.ledger.money;

import org.jspecify.annotations.NullMarked;
