/**
 * The most that a call may cost before it begins, and its cost afterwards. The only package of the gate that reserves
 * and settles; it estimates on the high side, and charges the whole reservation where nobody can tell what was used.
 */
@NullMarked
package dev.portcullis.gate.money;

import org.jspecify.annotations.NullMarked;
