package dev.portcullis.gate.ledger;

import dev.portcullis.settings.ClientName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells a caller's key. Nothing is remembered between two questions, so that what is revoked is revoked at once. */
public final class Keys {
    private static final String FIND = KeyRows.SELECT.replace("FROM virtual_key k", """
            , ARRAY(SELECT hash FROM key_secret s WHERE s.key_id = k.id AND (valid_until IS NULL OR valid_until > ?)) AS hashes
            FROM virtual_key k
            """) + " WHERE k.id = ?";

    private final Database database;
    private final Pepper pepper;

    public Keys(Database database, Pepper pepper) {
        this.database = database;
        this.pepper = pepper;
    }

    /**
     * Asks the database each time.
     *
     * @param client whose service token came with the key
     */
    public KeyCheck check(KeyText given, ClientName client, Instant now) throws LedgerUnavailable {
        Found found = database.ask(connection -> find(connection, given.id(), now));
        boolean right = pepper.matches(given.text(), found.hashes());
        if (found.key().isEmpty()) {
            return new KeyCheck.Refused(KeyCheck.Reason.UNKNOWN, "");
        }
        VirtualKey key = found.key().get();
        if (!right) {
            return new KeyCheck.Refused(KeyCheck.Reason.WRONG_SECRET, "");
        }
        if (key.revokedAt().isPresent()) {
            return new KeyCheck.Refused(KeyCheck.Reason.REVOKED, key.id());
        }
        if (key.isOver(now)) {
            return new KeyCheck.Refused(KeyCheck.Reason.EXPIRED, key.id());
        }
        if (!key.terms().client().equals(client)) {
            return new KeyCheck.Refused(KeyCheck.Reason.FOREIGN, key.id());
        }
        return new KeyCheck.Valid(key);
    }

    private record Found(Optional<VirtualKey> key, List<byte[]> hashes) {}

    private static Found find(Connection connection, String id, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setString(2, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return new Found(Optional.empty(), List.of());
                }
                Array hashes = row.getArray("hashes");
                return new Found(Optional.of(KeyRows.read(row)), List.of((byte[][]) hashes.getArray()));
            }
        }
    }
}
