package dev.portcullis.gate.ledger;

import java.sql.SQLException;
import java.util.Set;

/** The database did not do what it was asked, so nothing may be forwarded. Its message has no data in it. */
public final class LedgerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";
    /**
     * Classes of SQLSTATE by which PostgreSQL itself says no, so that nothing was done: cardinality, data, integrity,
     * privileges and names, and what a function of the schema raises. Others may come after a commit, from the disk, from
     * a shutdown or from a connection that is gone.
     */
    private static final Set<String> REFUSALS = Set.of("21", "22", "23", "42", "P0");

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
        return maybeDone && !isRefusal();
    }

    /** Whether the database is there and will not do it, now or later. */
    public boolean isRefusal() {
        return getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().length() == 5
                && REFUSALS.contains(cause.getSQLState().substring(0, 2));
    }

    /** Whether it was no outage at all: a name that must be unique has been given away already. */
    public boolean isTaken() {
        return getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }
}
