/**
 * The gate's cost in time and memory, measured in one run of {@code mvn -Pbench verify}: the packed gate as its own
 * process, with the host's flags, a real PostgreSQL that writes through to the disk, a stub or the real LiteLLM behind.
 *
 * <p>Runs only when asked to: no test calls it and no jar holds it. Knows the ledger, the stand-ins and LiteLLM's
 * installation; must not know the gate's own classes, because what is measured is what ships.
 *
 * <p>Load and measurement share the gate's machine, so that figures compare within one run and no further. Nothing here
 * fails for being slow; it fails when an answer is wrong, since an error is answered faster than a question.
 */
@NullMarked
package dev.portcullis.bench;

import org.jspecify.annotations.NullMarked;
