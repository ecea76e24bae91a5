package dev.portcullis.gate.ledger.page;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One statement that reads a part of a list.
 *
 * @param sql with a last parameter for LIMIT
 * @param position the position of an item, from where the next part goes on
 */
public record Listing<T>(String sql, Binding binding, Row<T> row, Function<T, Cursor> position) {

    /** Sets all parameters but the last; how many there are. */
    public interface Binding {
        int bind(PreparedStatement select) throws SQLException;
    }

    /** Makes an item of the current row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public Page<T> page(LedgerConnections database, int limit) throws LedgerUnavailable {
        return database.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setInt(binding.bind(select) + 1, limit + 1);
                List<T> items = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        items.add(row.read(rows));
                    }
                }
                return Page.of(items, limit, position);
            }
        });
    }
}
