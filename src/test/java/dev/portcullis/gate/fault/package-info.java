/**
 * Faults at every step of the gate's own code, thrown by woven classes, and what is left after each.
 *
 * <p>Runs in tests. Knows the gate by the names of its classes, which a class loader of its own has.
 */
@NullMarked
package dev.portcullis.gate.fault;

import org.jspecify.annotations.NullMarked;
