/**
 * The kill switch: while it is on, the gate refuses every call and cuts off those under way.
 *
 * <p>Runs in the gate. Keeps its state in the ledger, so that it outlives the process and reaches every gate that shares
 * the ledger; must not know what a call is about. It decides nothing about money: a call that was cut off is settled as
 * one whose caller hung up.
 */
@NullMarked
package dev.portcullis.gate.closure;

import org.jspecify.annotations.NullMarked;
