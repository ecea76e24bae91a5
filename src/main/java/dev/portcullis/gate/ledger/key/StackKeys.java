package dev.portcullis.gate.ledger.key;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the ledger's declared keys equal to those of the stack: creates, edits, rotates and revokes, each act audited.
 * Keys that came from the admin API are left alone.
 */
public final class StackKeys {
    /** How the audit names the stack. */
    private static final String STACK = "stack";

    private final LedgerConnections database;
    private final Pepper pepper;

    /**
     * A key as the stack declares it.
     *
     * @param graceUntil until when the secret before this one still works; empty to end it at once
     * @param details the terms as JSON, for the audit
     */
    public record StackKey(KeyText text, Optional<Instant> graceUntil, KeyTerms terms, String details) {}

    public StackKeys(LedgerConnections database, Pepper pepper) {
        this.database = database;
        this.pepper = pepper;
    }

    /** In one transaction: all of it, or nothing. Does nothing when nothing differs. */
    public void apply(List<StackKey> keys, Instant now) throws LedgerUnavailable {
        database.change(connection -> {
            lock(connection);
            List<String> declared = keys.stream().map(key -> key.text().id()).toList();
            for (String gone : others(connection, declared)) {
                revoke(connection, gone, now);
            }
            for (StackKey key : keys) {
                apply(connection, key, now);
            }
            return true;
        });
    }

    /** Two gates that start together must not both create. */
    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("LOCK TABLE virtual_key IN SHARE ROW EXCLUSIVE MODE")) {
            lock.execute();
        }
    }

    private static List<String> others(Connection connection, List<String> declared) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM virtual_key WHERE declared AND revoked_at IS NULL AND id <> ALL (?) ORDER BY id")) {
            select.setArray(1, connection.createArrayOf("text", declared.toArray()));
            try (ResultSet row = select.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getString(1));
                }
                return ids;
            }
        }
    }

    private static void revoke(Connection connection, String id, Instant now) throws SQLException {
        revokedAt(connection, id, Optional.of(now));
        new Act(now, STACK, "keys.revoke", id, "{}").write(connection);
    }

    private void apply(Connection connection, StackKey key, Instant now) throws SQLException {
        String id = key.text().id();
        Optional<VirtualKey> found = KeyAdmin.find(connection, id);
        if (found.isEmpty()) {
            if (key.terms().expiresAt().filter(end -> !end.isAfter(now)).isPresent()) {
                // It has expired before it was ever there.
                return;
            }
            KeyAdmin.insert(connection, id, key.terms(), true, now);
            KeyAdmin.secret(connection, pepper, key.text(), now);
            new Act(now, STACK, "keys.create", id, key.details()).write(connection);
            return;
        }
        if (found.get().revokedAt().isPresent()) {
            revokedAt(connection, id, Optional.empty());
            new Act(now, STACK, "keys.restore", id, key.details()).write(connection);
        }
        if (!found.get().terms().equals(key.terms())) {
            KeyRows.write(connection, id, key.terms());
            new Act(now, STACK, "keys.edit", id, key.details()).write(connection);
        }
        rotate(connection, key, now);
    }

    private void rotate(Connection connection, StackKey key, Instant now) throws SQLException {
        Instant end = key.graceUntil().filter(now::isBefore).orElse(now);
        byte[] hash = pepper.hash(key.text().text());
        retire(connection, key.text().id(), hash, end, now);
        if (lasts(connection, hash)) {
            return;
        }
        KeyAdmin.secret(connection, pepper, key.text(), now);
        new Act(now, STACK, "keys.rotate", key.text().id(), "{\"graceUntil\":\"" + end + "\"}").write(connection);
    }

    private static void retire(Connection connection, String id, byte[] hash, Instant end, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE key_secret SET valid_until = ?
                WHERE key_id = ? AND hash <> ? AND (valid_until IS NULL OR valid_until > ?)""")) {
            update.setTimestamp(1, Timestamp.from(end));
            update.setString(2, id);
            update.setBytes(3, hash);
            update.setTimestamp(4, Timestamp.from(now));
            update.executeUpdate();
        }
    }

    /** A secret that comes back, as after a rollback, lasts again. */
    private static boolean lasts(Connection connection, byte[] hash) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE key_secret SET valid_until = NULL WHERE hash = ?")) {
            update.setBytes(1, hash);
            return update.executeUpdate() == 1;
        }
    }

    private static void revokedAt(Connection connection, String id, Optional<Instant> time) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE virtual_key SET revoked_at = ? WHERE id = ?")) {
            KeyRows.instant(update, 1, time);
            update.setString(2, id);
            update.executeUpdate();
        }
    }
}
