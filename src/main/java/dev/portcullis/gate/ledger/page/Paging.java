package dev.portcullis.gate.ledger.page;

import java.util.Optional;

/**
 * The part of a list that is asked for.
 *
 * @param after empty for the beginning
 * @param limit the most items, at least 1
 */
public record Paging(Optional<Cursor> after, int limit) {}
