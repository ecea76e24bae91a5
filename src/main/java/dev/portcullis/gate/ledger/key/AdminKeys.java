package dev.portcullis.gate.ledger.key;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.page.Cursor;
import dev.portcullis.gate.ledger.page.Listing;
import dev.portcullis.gate.ledger.page.Page;
import dev.portcullis.gate.ledger.page.Paging;
import dev.portcullis.settings.value.AdminScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The administrators: the first admin key, which needs no database to be known, and those that were made with it.
 * Nothing is cached between two requests.
 */
public final class AdminKeys {
    private final LedgerConnections database;
    private final Pepper pepper;
    private final List<byte[]> first;

    /**
     * Throws {@link IllegalArgumentException} for another name than {@link AdminKeyText#FIRST}.
     *
     * @param first from the credential file
     */
    public AdminKeys(LedgerConnections database, Pepper pepper, AdminKeyText first) {
        if (!first.name().equals(AdminKeyText.FIRST)) {
            throw new IllegalArgumentException("a first admin key with the name " + first.name());
        }
        this.database = database;
        this.pepper = pepper;
        this.first = List.of(pepper.hash(first.text()));
    }

    /** One that can be deleted, without its secret. */
    public record AdminKey(String name, AdminScope scope, Instant createdAt) {}

    /** The administrator that a key belongs to. */
    public record Administrator(String name, AdminScope scope) {}

    public Optional<Administrator> check(AdminKeyText given) throws LedgerUnavailable {
        if (given.name().equals(AdminKeyText.FIRST)) {
            return pepper.matches(given.text(), first)
                    ? Optional.of(new Administrator(AdminKeyText.FIRST, AdminScope.ALL))
                    : Optional.empty();
        }
        return database.ask(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT hash, scope::text FROM admin_key WHERE name = ?")) {
                select.setString(1, given.name());
                try (ResultSet row = select.executeQuery()) {
                    boolean known = row.next();
                    List<byte[]> hashes = known ? List.of(row.getBytes("hash")) : List.of();
                    return pepper.matches(given.text(), hashes)
                            ? Optional.of(new Administrator(given.name(), scope(row)))
                            : Optional.empty();
                }
            }
        });
    }

    /** The admin keys by name, without the first. */
    public Page<AdminKey> list(Paging paging) throws LedgerUnavailable {
        String after = paging.after().map(Cursor::first).orElse("");
        return new Listing<>(
                        "SELECT name, scope::text, created_at FROM admin_key WHERE name > ? ORDER BY name LIMIT ?",
                        select -> {
                            select.setString(1, after);
                            return 1;
                        },
                        AdminKeys::read,
                        key -> Cursor.after(key.name()))
                .page(database, paging.limit());
    }

    /** The admin key of this name, without its secret. */
    public Optional<AdminKey> find(String name) throws LedgerUnavailable {
        return database.ask(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT name, scope::text, created_at FROM admin_key WHERE name = ?")) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(read(row)) : Optional.empty();
                }
            }
        });
    }

    private static AdminKey read(ResultSet row) throws SQLException {
        return new AdminKey(
                row.getString("name"),
                scope(row),
                row.getTimestamp("created_at").toInstant());
    }

    /**
     * The key's text, which cannot be had again. {@link LedgerUnavailable#isTaken} when another has the name.
     *
     * @param name see {@link AdminKeyText#isName}
     */
    public AdminKeyText create(String name, AdminScope scope, String admin, String details, Instant now)
            throws LedgerUnavailable {
        AdminKeyText text = AdminKeyText.fresh(name);
        return database.change(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO admin_key (name, scope, hash, created_at) VALUES (?, ?::scope, ?, ?)")) {
                insert.setString(1, name);
                insert.setString(2, scope.word());
                insert.setBytes(3, pepper.hash(text.text()));
                insert.setTimestamp(4, Timestamp.from(now));
                insert.executeUpdate();
            }
            new Act(now, admin, "admin-keys.create", name, details).write(connection);
            return text;
        });
    }

    /** Deletes one from the next request on; false when there is none with the name. */
    public boolean delete(String name, String admin, Instant now) throws LedgerUnavailable {
        return database.change(connection -> {
            if (!remove(connection, name)) {
                return false;
            }
            new Act(now, admin, "admin-keys.delete", name, "{}").write(connection);
            return true;
        });
    }

    private static boolean remove(Connection connection, String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM admin_key WHERE name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate() > 0;
        }
    }

    private static AdminScope scope(ResultSet row) throws SQLException {
        return AdminScope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT));
    }
}
