/**
 * A bound on the tokens of a text, without any model's own tokenizer. The vendors do not publish those of their newer
 * models; {@code pieces.gz} holds the pieces that three published ones have in common, so a count by it lies near or
 * above each of them, and a margin stands for the others.
 *
 * <p>Measured (2026-11-27) over 39 texts: fourteen languages, code in five, JSON, base64, hexadecimal, random letters,
 * digits and bytes, and rare characters. Greedy pieces are 0.91 to 1.3 times the largest of the three tokenizers'
 * counts for everything but long runs of blanks; with the margin the bound is at least 7/6 of the largest.
 */
@NullMarked
package dev.portcullis.gate.tokens;

import org.jspecify.annotations.NullMarked;
