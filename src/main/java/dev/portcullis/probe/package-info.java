/**
 * Asks a gateway from outside, as a caller does, and judges the answer: what {@code try} and {@code smoke} both need. Works on
 * any gateway whose address and service token it is given, so it knows neither the stand-ins nor AWS.
 */
@NullMarked
package dev.portcullis.probe;

import org.jspecify.annotations.NullMarked;
