/** Orders a restore of the ledger from outside the host, and follows it. The host obeys only the order's few parts. */
@NullMarked
package dev.portcullis.operate.restore;

import org.jspecify.annotations.NullMarked;
