/**
 * The parts that all processes of a trial share: the wait until one serves, the message when it does not, and its end.
 *
 * <p>Runs on a laptop and in CI. It must not know what any of those processes does, so that the gate, LiteLLM and
 * whatever comes next are waited for and stopped in one way.
 */
@NullMarked
package dev.portcullis.local.process;

import org.jspecify.annotations.NullMarked;
