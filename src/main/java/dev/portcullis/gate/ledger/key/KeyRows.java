package dev.portcullis.gate.ledger.key;

import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Keys from and to their rows. */
final class KeyRows {
    /** The beginning of a query, to be followed by WHERE. */
    static final String SELECT = """
            SELECT k.*,
                   ARRAY(SELECT period::text FROM budget b WHERE b.key_id = k.id ORDER BY period) AS periods,
                   ARRAY(SELECT amount::bigint FROM budget b WHERE b.key_id = k.id ORDER BY period) AS amounts
            FROM virtual_key k
            """;

    private KeyRows() {}

    static VirtualKey read(ResultSet row) throws SQLException {
        Map<Period, Usd> budgets = new EnumMap<>(Period.class);
        String[] periods = (String[]) row.getArray("periods").getArray();
        Long[] amounts = (Long[]) row.getArray("amounts").getArray();
        for (int i = 0; i < periods.length; i++) {
            budgets.put(Period.of(periods[i]), new Usd(amounts[i]));
        }
        KeyTerms terms = new KeyTerms(
                row.getString("name"),
                new ClientName(row.getString("client")),
                List.of((String[]) row.getArray("models").getArray()),
                Set.of((String[]) row.getArray("capabilities").getArray()),
                ZoneId.of(row.getString("time_zone")),
                budgets,
                new RateLimits(
                        number(row, "requests_per_minute"), number(row, "tokens_per_minute"), number(row, "in_flight")),
                instant(row, "expires_at"),
                number(row, "default_max_tokens"));
        return new VirtualKey(
                row.getString("id"),
                row.getLong("version"),
                terms,
                row.getTimestamp("created_at").toInstant(),
                instant(row, "revoked_at"),
                row.getBoolean("declared"));
    }

    /** Writes all columns that the terms stand for; the row is there already. */
    static void write(Connection connection, String id, KeyTerms terms) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE virtual_key SET name = ?, client = ?, models = ?, capabilities = ?, time_zone = ?,
                    requests_per_minute = ?, tokens_per_minute = ?, in_flight = ?, expires_at = ?, default_max_tokens = ?
                WHERE id = ?""")) {
            update.setString(1, terms.name());
            update.setString(2, terms.client().value());
            update.setArray(3, connection.createArrayOf("text", terms.models().toArray()));
            update.setArray(
                    4,
                    connection.createArrayOf(
                            "text", terms.capabilities().stream().sorted().toArray()));
            update.setString(5, terms.zone().getId());
            number(update, 6, terms.limits().requestsPerMinute());
            number(update, 7, terms.limits().tokensPerMinute());
            number(update, 8, terms.limits().inFlight());
            instant(update, 9, terms.expiresAt());
            number(update, 10, terms.defaultMaxTokens());
            update.setString(11, id);
            update.executeUpdate();
        }
        budgets(connection, id, terms.budgets());
    }

    private static void budgets(Connection connection, String id, Map<Period, Usd> budgets) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement("DELETE FROM budget WHERE key_id = ?")) {
            clear.setString(1, id);
            clear.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO budget (key_id, period, amount) VALUES (?, ?::period, ?)")) {
            for (Map.Entry<Period, Usd> budget : budgets.entrySet()) {
                insert.setString(1, id);
                insert.setString(2, budget.getKey().word());
                insert.setLong(3, budget.getValue().micros());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    static void number(PreparedStatement statement, int index, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(index, value.getAsLong());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    static void instant(PreparedStatement statement, int index, Optional<Instant> value) throws SQLException {
        if (value.isPresent()) {
            statement.setTimestamp(index, Timestamp.from(value.get()));
        } else {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        }
    }
}
