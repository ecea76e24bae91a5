package dev.portcullis.gate.ledger.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next where the next part begins; empty when this is the last
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page from one item more than was asked for, if there is one. */
    static <T> Page<T> of(List<T> items, int limit, Function<T, Cursor> position) {
        return items.size() <= limit
                ? new Page<>(items, Optional.empty())
                : new Page<>(items.subList(0, limit), Optional.of(position.apply(items.get(limit - 1))));
    }
}
