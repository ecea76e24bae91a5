/**
 * The second lock and the streaming proxy behind it: checks each request against the table of routes, Access's signed
 * token and the caller's virtual key, builds a new body and new headers, reserves money, asks LiteLLM, sends the answer
 * back as it comes, and settles what it cost. {@code shape} knows the bodies, {@code ledger} the money, {@code admin} the
 * administrators' API.
 *
 * <p>Runs on the host and in {@code try}, on loopback only. Knows {@code policy}, {@code catalogue}, {@code input} and
 * two value types of {@code settings}; must not know Pulumi, Cloudflare's API or how LiteLLM is configured, because it
 * is started with one file and trusts nothing that it did not check itself.
 *
 * <p>Why Vert.x (measured 2026-11-21): one plain streaming proxy on each stack, in front of a stub on Vert.x that
 * answers with ten server-sent events, {@code -Xmx96m -XX:+UseSerialGC}, 20 connections of wrk, everything on one
 * machine of two cores that were busy with other builds. So the rows compare with each other and are no more than that;
 * of two runs in either order, each stack's better one is shown.
 *
 * <table>
 *   <caption>Two proxies and the stub</caption>
 *   <tr><th></th><th>Vert.x 5.0.12</th><th>Jetty 12.1.14 core</th><th>stub alone</th></tr>
 *   <tr><td>requests per second, at most</td><td>10,828</td><td>5,487</td><td>36,357</td></tr>
 *   <tr><td>p50 / p99 at that load</td><td>1.7 / 5.8 ms</td><td>2.8 / 180 ms</td><td>0.6 / 4.5 ms</td></tr>
 *   <tr><td>p50 / p99 at 200 requests per second</td><td>0.63 / 1.9 ms</td><td>0.65 / 3.6 ms</td><td>0.21 / 0.39 ms</td></tr>
 *   <tr><td>resident with 500 open streams</td><td>120 MiB</td><td>128 MiB</td><td></td></tr>
 *   <tr><td>threads with 500 open streams</td><td>19</td><td>157</td><td></td></tr>
 * </table>
 *
 * <p>The gate with its checks and before it had a ledger, in front of the same stub: 6,035 requests per second at most,
 * and 0.7 ms added at p50 and 2.6 ms at p99. The cost with the ledger is measured by {@code mvn -Pbench verify} and
 * stands in {@code docs/performance.md}.
 *
 * <p>Netty was left out, since Vert.x is Netty. As important as the figures: all events of a request arrive on one
 * thread, so that the race between a late answer and the gate's own early 200 cannot happen.
 */
@NullMarked
package dev.portcullis.gate;

import org.jspecify.annotations.NullMarked;
