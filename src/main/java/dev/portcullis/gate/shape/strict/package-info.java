/**
 * Bounded parsers of hostile input: JSON and forms with limits on depth, names, numbers and repeated fields, checked
 * before anything is built from them.
 */
@NullMarked
package dev.portcullis.gate.shape.strict;

import org.jspecify.annotations.NullMarked;
