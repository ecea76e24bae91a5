/**
 * Reading what people write: strict YAML with line numbers, and every problem of a file at once.
 *
 * <p>Runs anywhere; knows the JDK and the YAML reader only. It is a room of its own because settings, catalogue and
 * policy must report their mistakes in one list and in one form, and none of them may know another's subject.
 */
@NullMarked
package dev.portcullis.input;

import org.jspecify.annotations.NullMarked;
