package dev.portcullis.gate.ledger.money;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.page.Cursor;
import dev.portcullis.gate.ledger.page.Listing;
import dev.portcullis.gate.ledger.page.Page;
import dev.portcullis.gate.ledger.page.Paging;
import dev.portcullis.settings.value.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;

/** The cost of finished calls, from the ledger itself and not from its counters. */
public final class Spending {
    private final LedgerConnections database;

    public Spending(LedgerConnections database) {
        this.database = database;
    }

    /** The grouping of the calls. */
    public enum Grouping {
        KEY("l.key_id", "min(k.name)"),
        CLIENT("l.client", "l.client"),
        MODEL("l.model", "l.model"),
        DAY("l.gateway_day::text", "l.gateway_day::text");

        private final String column;
        private final String title;

        Grouping(String column, String title) {
            this.column = column;
            this.title = title;
        }

        /** The word that people write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Calendar days in the gateway's zone, both included. */
    public record Days(LocalDate since, LocalDate until) {}

    /**
     * The calls of one key, client, model or day; those that were released used nothing and are not among them.
     *
     * @param group the key's id, or the name or day
     * @param name the name that people know
     */
    public record Spent(String group, String name, long requests, Consumption used, Usd cost) {}

    /** Groups by the byte order of their names; virtual keys by their ids. */
    public Page<Spent> by(Grouping grouping, Days days, Paging paging) throws LedgerUnavailable {
        String after = paging.after().map(Cursor::first).orElse("");
        String sql = """
                SELECT %1$s AS what, %2$s AS title, count(*) AS requests,
                    sum(input)::bigint AS input, sum(output)::bigint AS output, sum(cache_read)::bigint AS cache_read,
                    sum(cache_write_5m)::bigint AS cache_write_5m, sum(cache_write_1h)::bigint AS cache_write_1h,
                    sum(images)::bigint AS images, sum(cost)::bigint AS cost
                FROM ledger l JOIN virtual_key k ON k.id = l.key_id
                WHERE l.gateway_day BETWEEN ? AND ? AND l.outcome <> 'released' AND (%1$s) COLLATE "C" > ?
                GROUP BY %1$s ORDER BY (%1$s) COLLATE "C" LIMIT ?""".formatted(grouping.column, grouping.title);
        return new Listing<>(
                        sql,
                        select -> {
                            select.setObject(1, days.since());
                            select.setObject(2, days.until());
                            select.setString(3, after);
                            return 3;
                        },
                        Spending::read,
                        spent -> Cursor.after(spent.group()))
                .page(database, paging.limit());
    }

    private static Spent read(ResultSet row) throws SQLException {
        return new Spent(
                row.getString("what"),
                row.getString("title"),
                row.getLong("requests"),
                new Consumption(
                        row.getLong("input"),
                        row.getLong("output"),
                        row.getLong("cache_read"),
                        row.getLong("cache_write_5m"),
                        row.getLong("cache_write_1h"),
                        row.getLong("images")),
                new Usd(row.getLong("cost")));
    }
}
