/**
 * Identifies the caller: Access's signed assertion and its signing keys (JWKS), and the virtual key that the caller
 * presents.
 */
@NullMarked
package dev.portcullis.gate.access;

import org.jspecify.annotations.NullMarked;
