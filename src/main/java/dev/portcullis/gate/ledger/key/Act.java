package dev.portcullis.gate.ledger.key;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * One act of an administrator, written in the transaction that does it.
 *
 * @param admin the name of the admin key
 * @param act such as {@code keys.create}
 * @param subject the key's id, or a name
 * @param details JSON, without any secret
 */
public record Act(Instant at, String admin, String act, String subject, String details) {

    /** Writes it with the transaction that does it. */
    public void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO audit (at, admin, act, subject, details) VALUES (?, ?, ?, ?, ?::jsonb)")) {
            insert.setTimestamp(1, Timestamp.from(at));
            insert.setString(2, admin);
            insert.setString(3, act);
            insert.setString(4, subject);
            insert.setString(5, details);
            insert.executeUpdate();
        }
    }
}
