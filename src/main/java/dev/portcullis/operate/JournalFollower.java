package dev.portcullis.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Shows each line once, as they come: CloudWatch may have a line some seconds after a later one. */
public final class JournalFollower {
    private static final Duration LATE = Duration.ofMinutes(1);

    private final JournalReader journal;
    private final Map<String, Instant> shown = new HashMap<>();
    private JournalSearch search;

    public JournalFollower(JournalReader journal, JournalSearch search) {
        this.journal = journal;
        this.search = search;
    }

    /** Hands over what is new since the last time. */
    public void look(Consumer<JournalLine> reader) {
        Instant[] newest = {search.since()};
        journal.each(search, line -> {
            if (shown.putIfAbsent(line.id(), line.at()) == null) {
                reader.accept(line);
            }
            newest[0] = line.at().isAfter(newest[0]) ? line.at() : newest[0];
        });
        Instant from = newest[0].minus(LATE);
        if (from.isAfter(search.since())) {
            search = search.from(from);
            shown.values().removeIf(at -> at.isBefore(from));
        }
    }
}
