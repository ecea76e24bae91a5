/**
 * The alerts that reach people: what the ledger and the refusals give reason for, told once to each webhook.
 *
 * <p>Runs in the gate, beside the calls and never in their way: all that it does is done by a timer, and a webhook that
 * is away is a row that waits. The gate sends by itself, because every alert is a row of its ledger: a unit of its own
 * would need a login to the ledger or a second queue, to protect an address that allows no more than posting a message.
 * Must not know a request, a body or a secret of a caller; the texts that it sends are made of names and figures.
 */
@NullMarked
package dev.portcullis.gate.alert;

import org.jspecify.annotations.NullMarked;
