package dev.portcullis.gate.ledger;

import dev.portcullis.settings.value.ClientName;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/** The callers with a service token: the stack's settings name them, and the ledger never forgets one. */
public final class Clients {
    private final LedgerConnections database;

    public Clients(LedgerConnections database) {
        this.database = database;
    }

    /** Adds those that are new. */
    public void know(Collection<ClientName> names, Instant now) throws LedgerUnavailable {
        database.change(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO client (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
                for (ClientName name : names.stream()
                        .sorted(Comparator.comparing(ClientName::value))
                        .toList()) {
                    insert.setString(1, name.value());
                    insert.setTimestamp(2, Timestamp.from(now));
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }
}
