/**
 * Multipart forms, written anew: no byte of the caller's own framing goes on.
 */
@NullMarked
package dev.portcullis.gate.shape.form;

import org.jspecify.annotations.NullMarked;
