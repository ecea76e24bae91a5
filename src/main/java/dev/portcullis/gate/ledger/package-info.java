/**
 * Budgets and spending in PostgreSQL: clients, virtual keys, budgets, reservations, the ledger and the audit.
 *
 * <p>Runs in the gate, on threads that may block, and in tests against a real PostgreSQL. Knows JDBC, money and key
 * texts; must not know HTTP, bodies or prices, so that every promise about money can be tried with a database alone.
 *
 * <p>Why functions in the database (V1__ledger.sql): what must be true of money has to be true for any number of gates
 * on one database and whatever any of them does next, so each decision is one statement, and its locks are released by
 * the server also when the one who asked is gone. A reservation is a lease: its gate renews it while the call is under
 * way; one that nobody renews is charged in full by the next gate that sweeps.
 *
 * <p>Later releases add migrations that this one can live with (new columns have defaults, nothing is renamed), so that
 * a rollback needs no undo.
 */
@NullMarked
package dev.portcullis.gate.ledger;

import org.jspecify.annotations.NullMarked;
