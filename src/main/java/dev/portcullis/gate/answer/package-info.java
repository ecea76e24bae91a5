/**
 * Turns a model service's answer into one that a caller may see: its ids, its errors and its answers in the form and
 * the words of the API that was called. Nothing here does input or output, or knows Vert.x.
 */
@NullMarked
package dev.portcullis.gate.answer;

import org.jspecify.annotations.NullMarked;
