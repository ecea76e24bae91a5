/**
 * One request and its answer: the body in memory or on disk, the record of what happened, errors in the caller's own
 * shape, and the one owner that gives everything back at the end.
 */
@NullMarked
package dev.portcullis.gate.exchange;

import org.jspecify.annotations.NullMarked;
