/** The command that brings an older ledger back. */
@NullMarked
package dev.portcullis.cli.restore;

import org.jspecify.annotations.NullMarked;
