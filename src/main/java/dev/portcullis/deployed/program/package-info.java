/**
 * Programs of other makers on this machine: finds them, starts them, and ends them on every path.
 *
 * <p>Must not know what any of them does.
 */
@NullMarked
package dev.portcullis.deployed.program;

import org.jspecify.annotations.NullMarked;
