/**
 * Makes a stack ready for {@code pulumi up}: asks for the settings that have no default, finds the zone by the token, and
 * writes the stack's file. Runs on a laptop.
 *
 * <p>Must not know how the gateway is declared, nor read a terminal itself.
 */
@NullMarked
package dev.portcullis.init;

import org.jspecify.annotations.NullMarked;
