/**
 * The kinds of fields from which each API's table is made: a value that no kind accepts does not exist in the new body.
 * Also what a body carries along: pictures, documents, schemas, marks of the prompt cache, and how much each may count.
 */
@NullMarked
package dev.portcullis.gate.shape.field;

import org.jspecify.annotations.NullMarked;
