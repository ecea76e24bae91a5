package dev.portcullis.gate.ledger.key;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.settings.value.ClientName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells a caller's key. */
public final class Keys {
    private static final String SECRETS = "SELECT hash, valid_until FROM key_secret WHERE key_id = ?";

    private final LedgerConnections database;
    private final Pepper pepper;
    private final KeyMemory memory = new KeyMemory();

    public Keys(LedgerConnections database, Pepper pepper) {
        this.database = database;
        this.pepper = pepper;
    }

    /**
     * A key that was good when it was last looked at, without a way to the database; empty when it has to be looked at.
     * For calls that are going to reserve, and only for them: reserving tells when the key has changed.
     *
     * @param client the client whose service token came with the key
     */
    public Optional<VirtualKey> remembered(KeyText given, ClientName client, Instant now) {
        return memory.find(given.id())
                .map(found -> judge(found, given, client, now))
                .flatMap(check -> check instanceof KeyCheck.Valid valid ? Optional.of(valid.key()) : Optional.empty());
    }

    /** Checks the key against the database, past the cache. */
    public KeyCheck check(KeyText given, ClientName client, Instant now) throws LedgerUnavailable {
        Optional<KeyMemory.Found> found = database.ask(connection -> find(connection, given.id()));
        if (found.isEmpty()) {
            // An unknown key takes as long to compare as a known one.
            pepper.matches(given.text(), List.of());
            return new KeyCheck.Refused(KeyCheck.Reason.UNKNOWN, "");
        }
        KeyCheck check = judge(found.get(), given, client, now);
        if (check instanceof KeyCheck.Valid) {
            memory.keep(found.get());
        }
        return check;
    }

    private KeyCheck judge(KeyMemory.Found found, KeyText given, ClientName client, Instant now) {
        VirtualKey key = found.key();
        if (!pepper.matches(given.text(), found.hashesAt(now))) {
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

    /** The key first: if its secrets change before they are read, the version that is kept is the earlier one. */
    private static Optional<KeyMemory.Found> find(Connection connection, String id) throws SQLException {
        List<KeyMemory.Secret> secrets = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(KeyRows.SELECT + " WHERE k.id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                VirtualKey key = KeyRows.read(row);
                secrets(connection, id, secrets);
                return Optional.of(new KeyMemory.Found(key, secrets));
            }
        }
    }

    private static void secrets(Connection connection, String id, List<KeyMemory.Secret> secrets) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SECRETS)) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    secrets.add(new KeyMemory.Secret(
                            row.getBytes("hash"),
                            KeyRows.instant(row, "valid_until").orElse(Instant.MAX)));
                }
            }
        }
    }
}
