/**
 * Conversations as clients keep them: what another vendor, another model or an older client put there becomes what the
 * tables know, so that nothing of the past can end a session. Only the newest turn may be refused.
 *
 * <p>Runs in the gate before the tables, on a body in memory. Knows JSON and the beginning of the newest turn; must not
 * know models, since the same history goes to any of them.
 *
 * <p>An item for a tool's call or result stays one. Other things become text that begins with their type in square
 * brackets. Bookkeeping without text, and thoughts that the model's vendor did not sign, are left out and named.
 */
@NullMarked
package dev.portcullis.gate.shape.history;

import org.jspecify.annotations.NullMarked;
