package dev.portcullis.gate.ledger.key;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The acts of administrators on virtual keys; each is audited in its own transaction. Keys are never deleted, so that
 * their spending stays theirs.
 */
public final class KeyAdmin {
    private final LedgerConnections database;
    private final Pepper pepper;

    public KeyAdmin(LedgerConnections database, Pepper pepper) {
        this.database = database;
        this.pepper = pepper;
    }

    /**
     * The key's text, which cannot be had again. Fails with {@link LedgerUnavailable} whose cause is an integrity
     * violation for a client that is not known or a name that another key has.
     *
     * @param details the terms in words, for the audit
     */
    public KeyText create(KeyTerms terms, String admin, String details, Instant now) throws LedgerUnavailable {
        KeyText text = KeyText.fresh();
        return database.change(connection -> {
            insert(connection, text.id(), terms, false, now);
            secret(connection, pepper, text, now);
            new Act(now, admin, "keys.create", text.id(), details).write(connection);
            return text;
        });
    }

    public Optional<VirtualKey> find(String id) throws LedgerUnavailable {
        return database.ask(connection -> find(connection, id));
    }

    /** Finds a virtual key by its id, or else by its name: names of revoked keys find nothing. */
    public Optional<VirtualKey> resolve(String idOrName) throws LedgerUnavailable {
        return database.ask(connection -> {
            Optional<VirtualKey> key = find(connection, idOrName);
            return key.isPresent() ? key : named(connection, idOrName);
        });
    }

    /**
     * Puts other terms into the place of the old ones; false when there is no such key or it is revoked.
     *
     * @param change the change of the terms, which nobody else can edit meanwhile; when it throws, they stay
     */
    public boolean edit(String id, UnaryOperator<KeyTerms> change, String admin, String details, Instant now)
            throws LedgerUnavailable {
        return database.change(connection -> {
            if (!isLive(connection, id)) {
                return false;
            }
            KeyTerms old = find(connection, id).orElseThrow().terms();
            KeyRows.write(connection, id, change.apply(old));
            new Act(now, admin, "keys.edit", id, details).write(connection);
            return true;
        });
    }

    /** Revokes it from the next request on; false when there is no such key or it was revoked before. */
    public boolean revoke(String id, String admin, Instant now) throws LedgerUnavailable {
        return database.change(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE virtual_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")) {
                update.setTimestamp(1, Timestamp.from(now));
                update.setString(2, id);
                if (update.executeUpdate() == 0) {
                    return false;
                }
            }
            new Act(now, admin, "keys.revoke", id, "{}").write(connection);
            return true;
        });
    }

    /**
     * A new secret for the same key; the one before it works on for a while. Earlier ones end at once.
     *
     * @param overlap zero in an emergency
     */
    public Optional<KeyText> rotate(String id, Duration overlap, String admin, Instant now) throws LedgerUnavailable {
        return database.change(connection -> {
            if (!isLive(connection, id)) {
                return Optional.empty();
            }
            try (PreparedStatement retire = connection.prepareStatement("""
                    UPDATE key_secret SET valid_until = CASE WHEN valid_until IS NULL THEN ?::timestamptz ELSE ? END
                    WHERE key_id = ? AND (valid_until IS NULL OR valid_until > ?)""")) {
                retire.setTimestamp(1, Timestamp.from(now.plus(overlap)));
                retire.setTimestamp(2, Timestamp.from(now));
                retire.setString(3, id);
                retire.setTimestamp(4, Timestamp.from(now));
                retire.executeUpdate();
            }
            KeyText text = KeyText.freshFor(id);
            secret(connection, pepper, text, now);
            new Act(now, admin, "keys.rotate", id, "{\"overlapSeconds\":" + overlap.toSeconds() + "}")
                    .write(connection);
            return Optional.of(text);
        });
    }

    /** A key without a secret yet. */
    static void insert(Connection connection, String id, KeyTerms terms, boolean declared, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO virtual_key (id, name, client, models, capabilities, time_zone, created_at, declared)
                VALUES (?, ?, ?, '{-}', '{-}', 'UTC', ?, ?)""")) {
            insert.setString(1, id);
            insert.setString(2, terms.name());
            insert.setString(3, terms.client().value());
            insert.setTimestamp(4, Timestamp.from(now));
            insert.setBoolean(5, declared);
            insert.executeUpdate();
        }
        KeyRows.write(connection, id, terms);
        meter(connection, id);
    }

    static Optional<VirtualKey> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KeyRows.SELECT + " WHERE k.id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(KeyRows.read(row)) : Optional.empty();
            }
        }
    }

    private static Optional<VirtualKey> named(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(KeyRows.SELECT + " WHERE k.name = ? AND k.revoked_at IS NULL")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(KeyRows.read(row)) : Optional.empty();
            }
        }
    }

    /** And keeps others from changing it meanwhile. */
    private static boolean isLive(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM virtual_key WHERE id = ? AND revoked_at IS NULL FOR NO KEY UPDATE")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void meter(Connection connection, String id) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO key_meter (key_id, minute) VALUES (?, '-infinity')")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }

    static void secret(Connection connection, Pepper pepper, KeyText text, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO key_secret (hash, key_id, created_at) VALUES (?, ?, ?)")) {
            insert.setBytes(1, pepper.hash(text.text()));
            insert.setString(2, text.id());
            insert.setTimestamp(3, Timestamp.from(now));
            insert.executeUpdate();
        }
    }
}
