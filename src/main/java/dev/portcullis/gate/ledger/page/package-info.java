/**
 * Long lists of the ledger, a page at a time, with cursors that stay true while rows come and go.
 */
@NullMarked
package dev.portcullis.gate.ledger.page;

import org.jspecify.annotations.NullMarked;
