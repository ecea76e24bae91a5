/**
 * {@code try}: the whole gateway on one machine, and what a caller tries at it.
 *
 * <p>Runs on a laptop and in tests, on loopback only. The gate and LiteLLM are the real ones; what stands for Cloudflare
 * and Bedrock says so in its answers. Bedrock itself answers only where that was asked for in so many words, and every
 * check that it is paid for is in {@link dev.portcullis.local.trial.PaidChecks}. It must not decide anything that the gate or the edge's rules decide: a check
 * only asks and compares.
 */
@NullMarked
package dev.portcullis.local.trial;

import org.jspecify.annotations.NullMarked;
