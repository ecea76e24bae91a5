package dev.portcullis.gate.ledger;

import java.sql.SQLException;

/** The database did not do what it was asked, so nothing may be forwarded. Its message has no data in it. */
public final class LedgerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    LedgerUnavailable(String message) {
        super(message);
    }

    LedgerUnavailable(SQLException cause) {
        // The driver's message may quote a row.
        super("PostgreSQL: SQLSTATE " + cause.getSQLState(), cause);
    }
}
