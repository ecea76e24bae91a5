/**
 * The administrators' API: keys, clients, spending, open reservations, the audit and admin keys, as JSON.
 *
 * <p>Runs in the gate, on a listener that only the host itself can reach. Reads requests and asks {@code gate.ledger},
 * on threads that may block; must not know callers' requests, LiteLLM or what a call costs.
 *
 * <p>Why the description (openapi.yaml) is written by hand and served as it is: it is what people read, and a test holds
 * it and the routes to each other. Why money is text: a reader that takes 0.1 for a binary fraction is wrong by a
 * millionth sooner or later.
 */
@NullMarked
package dev.portcullis.gate.admin;

import org.jspecify.annotations.NullMarked;
