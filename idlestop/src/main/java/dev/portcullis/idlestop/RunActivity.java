package dev.portcullis.idlestop;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The data points of one run of the instance: those from before its start tell of another. */
final class RunActivity {
    private final List<DataPoint> points;
    private final NavigableSet<Instant> minutes;

    RunActivity(IdleHost host, List<DataPoint> points) {
        Instant start = host.launched().truncatedTo(MINUTES);
        this.points =
                points.stream().filter(point -> !point.minute().isBefore(start)).toList();
        this.minutes = this.points.stream().map(DataPoint::minute).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The newest minute with data. */
    Optional<Instant> newest() {
        return minutes.isEmpty() ? Optional.empty() : Optional.of(minutes.last());
    }

    /** The newest minute with data, up to {@code limit}. */
    Optional<Instant> newest(Instant limit) {
        return Optional.ofNullable(minutes.floor(limit));
    }

    Optional<DataPoint> lastBusy() {
        return points.stream().filter(DataPoint::busy).max(Comparator.comparing(DataPoint::minute));
    }

    /** The number of minutes of the span that have no data. */
    long gaps(Instant from, Instant to) {
        return Stream.iterate(from, minute -> minute.isBefore(to), minute -> minute.plus(1, MINUTES))
                .filter(minute -> !minutes.contains(minute))
                .count();
    }
}
