/**
 * What is the same of every process that a trial starts: when it serves, what is said when it does not, and how it ends.
 *
 * <p>Runs on a laptop and in CI. It must not know what any of those processes does, so that the gate, LiteLLM and
 * whatever comes next are waited for and stopped in one way.
 */
@NullMarked
package dev.portcullis.local.process;

import org.jspecify.annotations.NullMarked;
