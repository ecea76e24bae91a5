/**
 * The bodies that Bedrock refuses although each field alone is valid: {@link dev.portcullis.local.bedrock.rules.Rule}
 * is the table, with a source for each line, and the other classes apply it to the two bodies of a chat.
 *
 * <p>Runs where the stand-in runs. Knows the catalogue and JSON; must not know HTTP, signatures or answers, so that a
 * rule can be tried with a body and a model alone.
 */
@NullMarked
package dev.portcullis.local.bedrock.rules;

import org.jspecify.annotations.NullMarked;
