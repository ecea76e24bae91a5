package dev.portcullis.gate.closure;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.Act;
import dev.portcullis.settings.value.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** The ledger's rows of closures. Each change is audited in its own transaction. */
final class ClosureRows {
    /** The index is on days, and a day of any zone begins at most a day before the instant's own. */
    private static final String OPEN = """
            SELECT closed_at, closed_by, reason, refused, cut, (SELECT coalesce(sum(cost), 0) FROM ledger
                WHERE gateway_day >= closed_at::date - 1 AND settled_at >= closed_at) AS spent
            FROM closure WHERE reopened_at IS NULL""";

    private final LedgerConnections database;

    ClosureRows(LedgerConnections database) {
        this.database = database;
    }

    Optional<Closed> open() throws LedgerUnavailable {
        return database.ask(ClosureRows::open);
    }

    /** Whether there is an open closure; cheaper than {@link #open}. */
    Optional<Instant> closedSince() throws LedgerUnavailable {
        return database.ask(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT closed_at FROM closure WHERE reopened_at IS NULL");
                    ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
            }
        });
    }

    /** Leaves a closure that is open as it is. */
    Closed close(String admin, String reason, String details, Instant now) throws LedgerUnavailable {
        return database.change(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO closure (closed_at, closed_by, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
                insert.setTimestamp(1, Timestamp.from(now));
                insert.setString(2, admin);
                insert.setString(3, reason);
                if (insert.executeUpdate() == 1) {
                    new Act(now, admin, "gateway.close", "gateway", details).write(connection);
                }
            }
            return open(connection).orElseThrow(() -> new SQLException("the closure was ended meanwhile"));
        });
    }

    /** The closure that is over now; empty when there was none. */
    Optional<Closed> reopen(String admin, Instant now) throws LedgerUnavailable {
        return database.change(connection -> {
            Optional<Closed> closed = open(connection);
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE closure SET reopened_at = greatest(?, closed_at), reopened_by = ? WHERE reopened_at IS NULL")) {
                update.setTimestamp(1, Timestamp.from(now));
                update.setString(2, admin);
                if (update.executeUpdate() == 1) {
                    new Act(now, admin, "gateway.reopen", "gateway", "{}").write(connection);
                }
            }
            return closed;
        });
    }

    void count(long refused, long cut) throws LedgerUnavailable {
        database.ask(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE closure SET refused = refused + ?, cut = cut + ? WHERE reopened_at IS NULL")) {
                update.setLong(1, refused);
                update.setLong(2, cut);
                return update.executeUpdate();
            }
        });
    }

    private static Optional<Closed> open(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN);
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Closed(
                            row.getTimestamp("closed_at").toInstant(),
                            row.getString("closed_by"),
                            row.getString("reason"),
                            row.getLong("refused"),
                            row.getLong("cut"),
                            new Usd(row.getLong("spent"))))
                    : Optional.empty();
        }
    }
}
