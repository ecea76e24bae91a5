/**
 * The offline plan: the real program against a recording engine on loopback, and what can be said of the result,
 * namely the tree, the price, the edge rules and whether each promise holds.
 *
 * <p>Runs on a laptop and in CI, with no account, no network and no Pulumi CLI. It speaks the SDK's own wire format
 * ({@code pulumirpc}), pinned with the SDK, and keeps that in this room. It knows no state and no provider, so it
 * cannot say what a change would replace; {@code pulumi preview} can.
 */
@NullMarked
package dev.portcullis.plan;

import org.jspecify.annotations.NullMarked;
