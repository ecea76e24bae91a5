/**
 * Looks at what {@code pulumi up} needs before it can fail: each fact with what was expected, what was found, and what mends
 * it. Runs on a laptop, reads only, and changes nothing.
 *
 * <p>Must not know how the gateway is declared.
 */
@NullMarked
package dev.portcullis.doctor;

import org.jspecify.annotations.NullMarked;
