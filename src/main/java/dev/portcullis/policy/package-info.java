/**
 * The requests that a caller may send: {@code config/routes.yaml} as types, and the edge's rules made from it, each
 * with {@code render()} for Cloudflare and {@code eval()} for everyone else.
 *
 * <p>Runs anywhere: inside {@code pulumi up}, in the gate and in tests. It knows the input room and three value types
 * of {@code settings} (plan, host name, address block), and must not know Pulumi, HTTP servers or a whole
 * {@code Settings}, because both locks are made from it and only a pure table can be the same in both.
 *
 * <p>Why typed expressions and not text (2026-11): no library evaluates Cloudflare's rules language on the JVM, and a
 * rule that can only be read cannot be tried against an attack. The set of fields and operators is closed to what
 * every plan has; regular expressions need the Business plan. Two consequences: below a tree such as
 * {@code /v1/models/{id}} the edge cannot check the characters of the last segment, which the gate does; and
 * Cloudflare warns that its raw path may have been tidied by its own server, so that the gate repeats
 * {@link dev.portcullis.policy.RawPath} on what really arrives.
 */
@NullMarked
package dev.portcullis.policy;

import org.jspecify.annotations.NullMarked;
