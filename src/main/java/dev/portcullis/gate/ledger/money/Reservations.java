package dev.portcullis.gate.ledger.money;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.settings.value.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reserves money before a call and settles it after: one statement each, which is also one transaction. A reservation
 * is on the disk before anybody is told; see {@code open_call}.
 */
public final class Reservations {
    /** The lease of a call: the time that it may go on without its gate renewing it. */
    public static final Duration LEASE = Duration.ofMinutes(5);

    private static final int AT_ONCE = 500;
    private static final NamedArguments OPEN_CALL = NamedArguments.of(
            "p_id",
            "p_key",
            "p_version",
            "p_model",
            "p_capability",
            "p_amount",
            "p_tokens",
            "p_key_day",
            "p_gateway_day",
            "p_cap_day",
            "p_cap_month",
            "p_at",
            "p_lease_until",
            "p_requests");
    /** The procedure's results are arguments too, and the call must name each. */
    private static final String RESERVE = "CALL open_call(" + OPEN_CALL.text() + ", verdict => NULL,"
            + " budget_period => NULL, budget_amount => NULL, budget_settled => NULL, budget_reserved => NULL,"
            + " meter_minute => NULL, meter_requests => NULL, meter_tokens => NULL)";

    private static final NamedArguments END = NamedArguments.of(
            "p_id",
            "p_outcome",
            "p_cost",
            "p_input",
            "p_output",
            "p_cache_read",
            "p_cache_write_5m",
            "p_cache_write_1h",
            "p_images",
            "p_at");
    private static final String SETTLE = "SELECT settle(" + END.text() + ")";

    private final LedgerConnections database;
    private final GatewayCaps caps;

    public Reservations(LedgerConnections database, GatewayCaps caps) {
        this.database = database;
        this.caps = caps;
    }

    /** When this fails, nobody knows whether money was reserved: settle the call as released. */
    public ReserveResult reserve(Call call, Instant now) throws LedgerUnavailable {
        Today keyDay = Today.at(now, call.key().terms().zone());
        Today gatewayDay = Today.at(now, caps.zone());
        return database.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(RESERVE)) {
                select.setObject(OPEN_CALL.at("p_id"), call.id());
                select.setString(OPEN_CALL.at("p_key"), call.key().id());
                select.setLong(OPEN_CALL.at("p_version"), call.key().version());
                select.setString(OPEN_CALL.at("p_model"), call.model());
                select.setString(OPEN_CALL.at("p_capability"), call.capability());
                select.setLong(OPEN_CALL.at("p_amount"), call.amount().micros());
                select.setLong(OPEN_CALL.at("p_tokens"), call.tokens());
                select.setObject(OPEN_CALL.at("p_key_day"), keyDay.date());
                select.setObject(OPEN_CALL.at("p_gateway_day"), gatewayDay.date());
                select.setLong(OPEN_CALL.at("p_cap_day"), caps.day().micros());
                select.setLong(OPEN_CALL.at("p_cap_month"), caps.month().micros());
                select.setTimestamp(OPEN_CALL.at("p_at"), Timestamp.from(now));
                select.setTimestamp(OPEN_CALL.at("p_lease_until"), Timestamp.from(now.plus(LEASE)));
                select.setLong(OPEN_CALL.at("p_requests"), call.requests());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return verdict(row, keyDay, gatewayDay);
                }
            }
        });
    }

    /** Whether anything was written: a second settlement of one call changes nothing. */
    public boolean settle(Settlement end, Instant now) throws LedgerUnavailable {
        return database.ask(connection -> {
            String outcome = end.outcome().name().toLowerCase(Locale.ROOT);
            return settle(connection, end.id(), outcome, end.cost(), end.consumption(), now);
        });
    }

    /** The calls among these that have a reservation now. */
    public Set<UUID> open(Collection<UUID> calls) throws LedgerUnavailable {
        return database.ask(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT id FROM reservation WHERE id = ANY (?)")) {
                select.setArray(1, connection.createArrayOf("uuid", calls.toArray()));
                Set<UUID> open = new HashSet<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        open.add(rows.getObject(1, UUID.class));
                    }
                }
                return open;
            }
        });
    }

    /** Keeps calls that are under way from expiring. */
    public void renew(Collection<UUID> calls, Instant now) throws LedgerUnavailable {
        database.ask(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE reservation SET lease_until = ? WHERE id = ANY (?)")) {
                update.setTimestamp(1, Timestamp.from(now.plus(LEASE)));
                update.setArray(2, connection.createArrayOf("uuid", calls.toArray()));
                return update.executeUpdate();
            }
        });
    }

    /** Charges calls that nobody has come back for at their reservation; how many there were. */
    public int sweep(Instant now) throws LedgerUnavailable {
        return database.ask(connection -> {
            int swept = 0;
            for (UUID lost : expired(connection, now)) {
                if (settle(connection, lost, "expired", Optional.empty(), Consumption.NONE, now)) {
                    swept++;
                }
            }
            return swept;
        });
    }

    private static List<UUID> expired(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM reservation WHERE lease_until < ? ORDER BY lease_until LIMIT " + AT_ONCE)) {
            select.setTimestamp(1, Timestamp.from(now));
            List<UUID> lost = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lost.add(rows.getObject(1, UUID.class));
                }
            }
            return lost;
        }
    }

    private static boolean settle(
            Connection connection, UUID id, String outcome, Optional<Usd> cost, Consumption used, Instant now)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SETTLE)) {
            select.setObject(END.at("p_id"), id);
            select.setObject(END.at("p_outcome"), outcome, Types.OTHER);
            if (cost.isPresent()) {
                select.setLong(END.at("p_cost"), cost.get().micros());
            } else {
                select.setNull(END.at("p_cost"), Types.BIGINT);
            }
            select.setLong(END.at("p_input"), used.input());
            select.setLong(END.at("p_output"), used.output());
            select.setLong(END.at("p_cache_read"), used.cacheRead());
            select.setLong(END.at("p_cache_write_5m"), used.cacheWrite5m());
            select.setLong(END.at("p_cache_write_1h"), used.cacheWrite1h());
            select.setLong(END.at("p_images"), used.images());
            select.setTimestamp(END.at("p_at"), Timestamp.from(now));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static ReserveResult verdict(ResultSet row, Today keyDay, Today gatewayDay) throws SQLException {
        String word = row.getString("verdict");
        Meter meter = new Meter(
                row.getTimestamp("meter_minute").toInstant(),
                row.getLong("meter_requests"),
                row.getLong("meter_tokens"));
        return switch (word) {
            case "reserved" -> new ReserveResult.Reserved(meter);
            case "changed" -> new ReserveResult.Changed();
            case "gone" -> new ReserveResult.Gone();
            case "requests" -> new ReserveResult.TooMany(ReserveResult.Limit.REQUESTS, meter);
            case "tokens" -> new ReserveResult.TooMany(ReserveResult.Limit.TOKENS, meter);
            case "in_flight" -> new ReserveResult.TooMany(ReserveResult.Limit.IN_FLIGHT, meter);
            case "key_budget" -> overBudget(row, false, keyDay);
            case "gateway_cap" -> overBudget(row, true, gatewayDay);
            default -> throw new SQLException("a verdict that this release does not know: " + word);
        };
    }

    private static ReserveResult overBudget(ResultSet row, boolean gateway, Today today) throws SQLException {
        Period period = Period.of(row.getString("budget_period"));
        return new ReserveResult.OverBudget(
                gateway,
                period,
                new Usd(row.getLong("budget_amount")),
                new Usd(row.getLong("budget_settled")),
                new Usd(row.getLong("budget_reserved")),
                today.resets(period));
    }
}
