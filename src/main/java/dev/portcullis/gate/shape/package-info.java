/**
 * Callers' bodies, answers and errors in each API: a body read strictly and rebuilt from a table of fields, the usage
 * that an answer reports, and errors in the words of the vendor.
 *
 * <p>Runs in the gate and in tests, on bytes that are already in memory. Knows the catalogue and the names of the API
 * shapes; must not know HTTP, clocks, prices or LiteLLM's configuration, so that every rule here can be tried with a
 * text and its answer.
 *
 * <p>Why a new body and not a filtered one (2026-11): LiteLLM obeys many fields that no vendor documents. In release
 * 1.108.7 {@code model_id} replaces the model, {@code fallbacks} adds others, {@code maxTokens} beats
 * {@code max_tokens}, {@code serviceTier} and {@code performanceConfig} reach Bedrock. A list of what is forbidden
 * would be out of date with its next release; a list of what is known is not. The tables
 * ({@link dev.portcullis.gate.shape.table.ChatTable}, {@link dev.portcullis.gate.shape.table.MessagesTable},
 * {@link dev.portcullis.gate.shape.table.ResponsesTable}, {@link dev.portcullis.gate.shape.table.EmbeddingsTable},
 * {@link dev.portcullis.gate.shape.table.ImagesTable}, {@link dev.portcullis.gate.shape.table.EditsTable}) are the documentation of
 * what is forwarded.
 *
 * <p>The rules, once: a field that no table names is left out and named to the caller, so that a client's next version
 * does not break and nobody wonders. A field of a table with a wrong value is refused. Content of an unknown type is
 * refused, because an answer to half a question is worse than none; a tool of an unknown type, which could only be one
 * that a vendor's servers run, is left out, unless no other tool remains. {@code null} is the same as absent. A field
 * that would need a store ({@code previous_response_id}) or the open web (a picture's address) is refused with the
 * reason.
 *
 * <p>Edits of pictures are the one body that is a form. All thirteen of Stability's edit services go through LiteLLM
 * 1.108.7 (2026-11, tried against the stand-in); two of its limits stand in the tables. It knows only {@code image} and
 * {@code mask} as files, so the second picture of a style transfer goes as text, of at most 768 KiB. It makes a decimal
 * of {@code grow_mask}, which reaches Bedrock as {@code 5.0}. Netty's decoder splits the form (it comes with Vert.x, and
 * works on bytes in memory): what it makes of odd headers does not matter, because nothing of a part goes on but its
 * bytes.
 */
@NullMarked
package dev.portcullis.gate.shape;

import org.jspecify.annotations.NullMarked;
