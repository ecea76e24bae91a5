/**
 * One table for each API: every field that may go on, and of what kind it is.
 */
@NullMarked
package dev.portcullis.gate.shape.table;

import org.jspecify.annotations.NullMarked;
