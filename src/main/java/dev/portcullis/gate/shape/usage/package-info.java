/**
 * The usage that an answer reports, read from whole answers and from streams of each API.
 */
@NullMarked
package dev.portcullis.gate.shape.usage;

import org.jspecify.annotations.NullMarked;
