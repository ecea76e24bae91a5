/**
 * Python for tests: moto, which plays AWS, and the vendors' own clients, each locked in {@code src/test/python}.
 *
 * <p>Runs on the machine that tests. Must not know what the programs are for: each room starts its own.
 */
@NullMarked
package dev.portcullis.python;

import org.jspecify.annotations.NullMarked;
