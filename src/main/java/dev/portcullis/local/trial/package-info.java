/**
 * {@code try}: the whole gateway on one machine, and what a caller tries at it.
 *
 * <p>Runs on a laptop and in tests, on loopback only. The gate and LiteLLM are the real ones; what stands for Cloudflare
 * and Bedrock says so in its answers. It must not decide anything that the gate or the edge's rules decide: a check
 * only asks and compares.
 */
@NullMarked
package dev.portcullis.local.trial;

import org.jspecify.annotations.NullMarked;
