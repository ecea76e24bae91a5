package dev.portcullis.gate.alert;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.gate.ledger.money.Today;
import dev.portcullis.settings.value.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The alerts in the ledger and their deliveries. Any number of gates may do all of this together. */
final class AlertRows {
    /** An alert that nobody took for so long is of no use any more. */
    private static final Duration LIFE = Duration.ofDays(1);

    /** The most that may wait for one webhook; the oldest of more are given up. */
    private static final int MOST_WAITING = 100;

    private static final Duration KEPT = Duration.ofDays(62);

    private final LedgerConnections database;
    private final GatewayCaps caps;

    AlertRows(LedgerConnections database, GatewayCaps caps) {
        this.database = database;
        this.caps = caps;
    }

    /** One alert on its way; the number of tries has this one in it. */
    record Delivery(Alert alert, String webhook, long tries) {}

    /** Notes what budgets have reached since. */
    void find(Instant now) throws LedgerUnavailable {
        database.ask(connection -> {
            for (ZoneId zone : zones(connection)) {
                run(connection, "SELECT find_key_alerts(?, ?, ?)", zone.getId(), day(now, zone), time(now));
            }
            run(
                    connection,
                    "SELECT find_gateway_alerts(?, ?, ?, ?)",
                    day(now, caps.zone()),
                    caps.day().micros(),
                    caps.month().micros(),
                    time(now));
            return true;
        });
    }

    /** Notes that a lock refused unusually often: once a day of the gateway's zone for each lock. */
    void refusals(String lock, long count, Instant now) throws LedgerUnavailable {
        String occasion = "refusals/" + lock + "/" + day(now, caps.zone());
        database.ask(connection -> run(
                connection, "SELECT note_alert(?, 0, 'refusals', ?, NULL, ?, 0, ?)", occasion, lock, count, time(now)));
    }

    /** Notes what else is the case, each step of an occasion once. */
    void note(List<HostWatch.Found> found, Instant now) throws LedgerUnavailable {
        database.ask(connection -> {
            for (HostWatch.Found one : found) {
                run(
                        connection,
                        "SELECT note_alert(?, ?, ?, ?, NULL, ?, 0, ?)",
                        one.occasion(),
                        one.step(),
                        one.event().stored(),
                        one.subject(),
                        one.amount(),
                        time(now));
            }
            return true;
        });
    }

    /** Makes the deliveries of new alerts, and gives up what is too old or too much; how many were given up. */
    int prepare(List<String> webhooks, Instant now) throws LedgerUnavailable {
        return database.change(connection -> {
            Object names = connection.createArrayOf("text", webhooks.toArray());
            Timestamp oldest = time(now.minus(LIFE));
            change(
                    connection,
                    "INSERT INTO alert_delivery (alert_id, webhook, due_at) SELECT a.id, w.name, ? FROM alert a,"
                            + " unnest(?) AS w (name) WHERE a.found_at > ? ON CONFLICT DO NOTHING",
                    time(now),
                    names,
                    oldest);
            change(
                    connection,
                    "DELETE FROM alert WHERE found_at < ? AND period IS DISTINCT FROM 'total'",
                    time(now.minus(KEPT)));
            return change(
                    connection,
                    "UPDATE alert_delivery SET ended_at = ?, sent = false WHERE ended_at IS NULL AND (alert_id, webhook)"
                            + " IN (SELECT d.alert_id, d.webhook FROM (SELECT *, row_number() OVER (PARTITION BY webhook"
                            + " ORDER BY alert_id DESC) AS place FROM alert_delivery WHERE ended_at IS NULL) AS d"
                            + " JOIN alert a ON a.id = d.alert_id WHERE a.found_at <= ? OR d.place > " + MOST_WAITING
                            + " OR d.webhook <> ALL (?))",
                    time(now),
                    oldest,
                    names);
        });
    }

    /** Takes the oldest delivery to a webhook that is due, until {@code lease}: nobody else takes it before. */
    Optional<Delivery> take(String webhook, Instant now, Duration lease) throws LedgerUnavailable {
        return database.ask(connection -> {
            try (PreparedStatement update = prepared(
                            connection,
                            "UPDATE alert_delivery d SET tries = tries + 1, due_at = ? FROM alert a WHERE a.id ="
                                    + " d.alert_id AND d.webhook = ? AND d.alert_id = (SELECT alert_id FROM"
                                    + " alert_delivery WHERE webhook = ? AND ended_at IS NULL AND due_at <= ? ORDER BY"
                                    + " alert_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING a.*, d.tries",
                            time(now.plus(lease)),
                            webhook,
                            webhook,
                            time(now));
                    ResultSet row = update.executeQuery()) {
                return row.next()
                        ? Optional.of(new Delivery(alert(row), webhook, row.getLong("tries")))
                        : Optional.empty();
            }
        });
    }

    void again(Delivery delivery, Instant due) throws LedgerUnavailable {
        database.ask(connection -> change(
                connection,
                "UPDATE alert_delivery SET due_at = ? WHERE alert_id = ? AND webhook = ? AND ended_at IS NULL",
                time(due),
                delivery.alert().id(),
                delivery.webhook()));
    }

    void end(Delivery delivery, boolean sent, Instant now) throws LedgerUnavailable {
        database.ask(connection -> change(
                connection,
                "UPDATE alert_delivery SET ended_at = ?, sent = ? WHERE alert_id = ? AND webhook = ? AND ended_at IS NULL",
                time(now),
                sent,
                delivery.alert().id(),
                delivery.webhook()));
    }

    private static Alert alert(ResultSet row) throws SQLException {
        AlertEvent event = AlertEvent.of(row.getString("event"));
        boolean money = event.isMoney();
        return new Alert(
                row.getLong("id"),
                event,
                row.getString("subject"),
                money ? row.getLong("step") : row.getLong("amount"),
                Optional.ofNullable(row.getString("period")).map(period -> period.toLowerCase(Locale.ROOT)),
                money ? new Usd(row.getLong("amount")) : Usd.ZERO,
                new Usd(row.getLong("spent")),
                row.getTimestamp("found_at").toInstant());
    }

    private static List<ZoneId> zones(Connection connection) throws SQLException {
        List<ZoneId> zones = new ArrayList<>();
        try (PreparedStatement select =
                        prepared(connection, "SELECT DISTINCT time_zone FROM virtual_key WHERE revoked_at IS NULL");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                zones.add(ZoneId.of(rows.getString(1)));
            }
        }
        return zones;
    }

    private static Object day(Instant now, ZoneId zone) {
        return Today.at(now, zone).date();
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }

    private static boolean run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = prepared(connection, sql, values)) {
            return select.execute();
        }
    }

    private static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = prepared(connection, sql, values)) {
            return update.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
