package dev.portcullis.gate.ledger.key;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.page.Cursor;
import dev.portcullis.gate.ledger.page.Listing;
import dev.portcullis.gate.ledger.page.Page;
import dev.portcullis.gate.ledger.page.Paging;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** The lists that administrators can read. A list may fail with {@link Cursor.Foreign} for another list's cursor. */
public final class Books {
    private static final Cursor START = new Cursor("", "");

    private final LedgerConnections database;

    public Books(LedgerConnections database) {
        this.database = database;
    }

    /** A caller with a service token, now or in the past, and how many keys it can use. */
    public record KnownClient(ClientName name, Instant createdAt, long liveKeys) {}

    /** A call that is under way, or whose end is not known yet. */
    public record OpenReservation(
            UUID id,
            String keyId,
            String keyName,
            String client,
            String model,
            String capability,
            Usd amount,
            Instant openedAt,
            Instant leaseUntil) {}

    /** An administrator's act; {@code details} is JSON. */
    public record AuditEntry(long id, Instant at, String admin, String act, String subject, String details) {}

    /** The virtual keys by name; revoked ones too, as their spending stays. */
    public Page<VirtualKey> keys(Paging paging) throws LedgerUnavailable {
        Cursor after = paging.after().orElse(START);
        return new Listing<>(
                        KeyRows.SELECT + " WHERE (k.name, k.id) > (?, ?) ORDER BY k.name, k.id LIMIT ?",
                        select -> texts(select, after.first(), after.second()),
                        KeyRows::read,
                        key -> new Cursor(key.terms().name(), key.id()))
                .page(database, paging.limit());
    }

    /** The clients by name. */
    public Page<KnownClient> clients(Paging paging, Instant now) throws LedgerUnavailable {
        Cursor after = paging.after().orElse(START);
        return new Listing<>(
                        """
                        SELECT c.name, c.created_at, (SELECT count(*) FROM virtual_key k WHERE k.client = c.name
                            AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)) AS live
                        FROM client c WHERE c.name > ? ORDER BY c.name LIMIT ?""",
                        select -> {
                            select.setTimestamp(1, Timestamp.from(now));
                            select.setString(2, after.first());
                            return 2;
                        },
                        row -> new KnownClient(
                                new ClientName(row.getString("name")),
                                row.getTimestamp("created_at").toInstant(),
                                row.getLong("live")),
                        client -> Cursor.after(client.name().value()))
                .page(database, paging.limit());
    }

    /** The longest under way first. */
    public Page<OpenReservation> reservations(Paging paging) throws LedgerUnavailable {
        Cursor after = paging.after().orElse(new Cursor(Instant.EPOCH.toString(), new UUID(0, 0).toString()));
        Timestamp opened = Timestamp.from(after.instant());
        UUID id = after.uuid();
        return new Listing<>(
                        """
                        SELECT r.*, r.amount::bigint AS micros, k.name FROM reservation r
                        JOIN virtual_key k ON k.id = r.key_id
                        WHERE (r.opened_at, r.id) > (?, ?) ORDER BY r.opened_at, r.id LIMIT ?""",
                        select -> {
                            select.setTimestamp(1, opened);
                            select.setObject(2, id);
                            return 2;
                        },
                        row -> new OpenReservation(
                                row.getObject("id", UUID.class),
                                row.getString("key_id"),
                                row.getString("name"),
                                row.getString("client"),
                                row.getString("model"),
                                row.getString("capability"),
                                new Usd(row.getLong("micros")),
                                row.getTimestamp("opened_at").toInstant(),
                                row.getTimestamp("lease_until").toInstant()),
                        open -> new Cursor(open.openedAt().toString(), open.id().toString()))
                .page(database, paging.limit());
    }

    /** The latest first. */
    public Page<AuditEntry> audit(Paging paging) throws LedgerUnavailable {
        long before = paging.after().map(Cursor::number).orElse(Long.MAX_VALUE);
        return new Listing<>(
                        "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
                        select -> {
                            select.setLong(1, before);
                            return 1;
                        },
                        row -> new AuditEntry(
                                row.getLong("id"),
                                row.getTimestamp("at").toInstant(),
                                row.getString("admin"),
                                row.getString("act"),
                                row.getString("subject"),
                                row.getString("details")),
                        entry -> Cursor.after(String.valueOf(entry.id())))
                .page(database, paging.limit());
    }

    private static int texts(PreparedStatement select, String first, String second) throws SQLException {
        select.setString(1, first);
        select.setString(2, second);
        return 2;
    }
}
