/**
 * A body as a whole, after it was rebuilt field by field and before it is priced: fields that are valid alone and not
 * together are made consistent, and what the model or LiteLLM would not honour is left out and named, or refused.
 *
 * <p>Runs in the gate on a body in memory. Knows the catalogue and the names of the API shapes; must not know HTTP or
 * prices. {@link dev.portcullis.gate.shape.whole.WholeRule} is the table of rules, in the order in which they apply.
 *
 * <p>The rule behind the rules (2026-11): where the vendor's own API refuses, the gate refuses and says why; where it
 * ignores, or where only LiteLLM drops a field on the way, the field is left out here and named. The fields that
 * LiteLLM 1.108.7 drops were found by sending every field to every model; a test does so again.
 */
@NullMarked
package dev.portcullis.gate.shape.whole;

import org.jspecify.annotations.NullMarked;
