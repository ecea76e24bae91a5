/**
 * Virtual keys and admin keys: stored as keyed hashes, compared in constant time, with their terms and their history.
 */
@NullMarked
package dev.portcullis.gate.ledger.key;

import org.jspecify.annotations.NullMarked;
