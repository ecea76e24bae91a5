/**
 * The size of a JSON schema on its way to a model.
 *
 * <p>Runs in the gate, on a tree that is already in memory and bounded. Knows nothing of API shapes or models.
 *
 * <p>LiteLLM (1.108.7, {@code unpack_defs}) replaces every {@code $ref} in a tool's schema by a copy of what it names
 * before it asks Converse: 14 definitions that each name the next one twice make 1 MB out of 1.7 kB. The gate sets money
 * aside before that, so it has to know the size after that. LiteLLM finds a definition by the last segment of the
 * reference alone, in {@code $defs} and {@code definitions} at any level; it fails on a reference that is no text and on
 * a definition that is no object; it copies the table of definitions once for each object that it visits. The measure
 * here allows for all of it and never for less: of several definitions with one name it takes the largest.
 */
@NullMarked
package dev.portcullis.gate.shape.schema;

import org.jspecify.annotations.NullMarked;
