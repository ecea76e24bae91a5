package dev.portcullis.gate.ledger.money;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.settings.value.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks up what is left of budgets, caps and limits. Others may spend meanwhile: it decides nothing. */
public final class Standings {
    /**
     * The rule of {@code hold_meter}: a meter that is further ahead was written by a clock that has since been
     * corrected.
     */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private final LedgerConnections database;

    public Standings(LedgerConnections database) {
        this.database = database;
    }

    public KeyStanding of(VirtualKey key, Instant now) throws LedgerUnavailable {
        Today today = Today.at(now, key.terms().zone());
        return database.ask(
                connection -> new KeyStanding(key, budgets(connection, key, today), limits(connection, key, now)));
    }

    /** The two caps, the day's first. */
    public List<KeyStanding.Budget> of(GatewayCaps caps, Instant now) throws LedgerUnavailable {
        Today today = Today.at(now, caps.zone());
        return database.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT c.period::text, c.amount, coalesce(s.settled, 0) AS settled, coalesce(s.reserved, 0) AS reserved
                    FROM (VALUES ('day'::period, ?::date, ?::bigint), ('month', ?, ?)) AS c (period, starts_on, amount)
                    LEFT JOIN gateway_spend s USING (period, starts_on) ORDER BY c.period""")) {
                select.setObject(1, today.date());
                select.setLong(2, caps.day().micros());
                select.setObject(3, today.date().withDayOfMonth(1));
                select.setLong(4, caps.month().micros());
                return read(select, today);
            }
        });
    }

    private static List<KeyStanding.Budget> budgets(Connection connection, VirtualKey key, Today today)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT b.period::text, b.amount, coalesce(s.settled, 0) AS settled, coalesce(s.reserved, 0) AS reserved
                FROM budget b LEFT JOIN key_spend s
                    ON s.key_id = b.key_id AND s.period = b.period AND s.starts_on = CASE b.period
                        WHEN 'day' THEN ? WHEN 'month' THEN ? ELSE '-infinity'::date END
                WHERE b.key_id = ? ORDER BY b.period""")) {
            select.setObject(1, today.date());
            select.setObject(2, today.date().withDayOfMonth(1));
            select.setString(3, key.id());
            return read(select, today);
        }
    }

    private static List<KeyStanding.Budget> read(PreparedStatement select, Today today) throws SQLException {
        List<KeyStanding.Budget> budgets = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Period period = Period.of(row.getString("period"));
                budgets.add(new KeyStanding.Budget(
                        period,
                        new Usd(row.getLong("amount")),
                        new Usd(row.getLong("settled")),
                        new Usd(row.getLong("reserved")),
                        today.resets(period)));
            }
        }
        return budgets;
    }

    private static List<KeyStanding.Limit> limits(Connection connection, VirtualKey key, Instant now)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT minute <= ? AND minute >= ? AS current, minute, requests, tokens,
                    (SELECT count(*) FROM reservation r WHERE r.key_id = m.key_id) AS in_flight
                FROM key_meter m WHERE key_id = ?""")) {
            Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
            select.setTimestamp(1, Timestamp.from(minute.plus(AHEAD)));
            select.setTimestamp(2, Timestamp.from(minute));
            select.setString(3, key.id());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return List.of();
                }
                boolean current = row.getBoolean("current");
                Meter meter = current
                        ? new Meter(
                                row.getTimestamp("minute").toInstant(), row.getLong("requests"), row.getLong("tokens"))
                        : new Meter(minute, 0, 0);
                return limits(key.terms().limits(), meter, row.getLong("in_flight"));
            }
        }
    }

    private static List<KeyStanding.Limit> limits(RateLimits most, Meter meter, long inFlight) {
        List<KeyStanding.Limit> limits = new ArrayList<>();
        Optional<Instant> resets = Optional.of(meter.resets());
        add(limits, ReserveResult.Limit.REQUESTS, most.requestsPerMinute(), meter.requests(), resets);
        add(limits, ReserveResult.Limit.TOKENS, most.tokensPerMinute(), meter.tokens(), resets);
        add(limits, ReserveResult.Limit.IN_FLIGHT, most.inFlight(), inFlight, Optional.empty());
        return limits;
    }

    private static void add(
            List<KeyStanding.Limit> limits,
            ReserveResult.Limit kind,
            OptionalLong most,
            long used,
            Optional<Instant> resets) {
        most.ifPresent(limit -> limits.add(new KeyStanding.Limit(kind, limit, used, resets)));
    }
}
