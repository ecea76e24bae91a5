package dev.portcullis.operate;

import java.time.Instant;
import java.util.Optional;

/**
 * The lines that somebody wants to see.
 *
 * @param unit one of {@link JournalReader#UNITS}; empty for every unit of the host
 * @param text stands in the line as it is; empty for every line
 */
public record JournalSearch(Optional<String> unit, Instant since, Optional<String> text) {
    public JournalSearch from(Instant later) {
        return new JournalSearch(unit, later, text);
    }
}
