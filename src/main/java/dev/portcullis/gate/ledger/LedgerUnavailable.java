package dev.portcullis.gate.ledger;

import java.sql.SQLException;

/** The database did not do what it was asked, so nothing may be forwarded. Its message has no data in it. */
public final class LedgerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";

    private final boolean maybeDone;

    LedgerUnavailable(String message) {
        super(message);
        this.maybeDone = false;
    }

    /** @param maybeDone whether the statement was sent, so that nobody knows what became of it */
    LedgerUnavailable(SQLException cause, boolean maybeDone) {
        // The driver's message may quote a row.
        super("PostgreSQL: SQLSTATE " + cause.getSQLState(), cause);
        this.maybeDone = maybeDone;
    }

    public boolean isMaybeDone() {
        return maybeDone;
    }

    /** Whether it was no outage at all: a name that must be unique has been given away already. */
    public boolean isTaken() {
        return getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }
}
