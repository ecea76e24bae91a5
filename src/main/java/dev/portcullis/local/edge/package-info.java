/**
 * The stand-in for Cloudflare on one machine: firewall rules, rate limit, Access and the tunnel's forwarding, in that
 * order.
 *
 * <p>Runs on a laptop inside {@code ./portcullis try} and in tests, on loopback only. The rules are {@code policy}'s own
 * {@link dev.portcullis.policy.EdgeRules} and {@link dev.portcullis.policy.RateLimit}, the ones that are rendered for
 * Cloudflare; there is no second rule logic here, and none must come. Must not know the gate, LiteLLM or Bedrock.
 *
 * <p>It differs from Cloudflare where one machine has to: there is no TLS, so one port counts as https and another as
 * http; there is one data centre; counters do not lag. Access answers as in strict service token authentication.
 * Whether Cloudflare takes {@code CF-Access-Client-Secret} out of what it forwards is not documented (2026-11), so it is
 * left in here: the gate must be the one that removes it.
 */
@NullMarked
package dev.portcullis.local.edge;

import org.jspecify.annotations.NullMarked;
