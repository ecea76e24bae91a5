package dev.portcullis.idlestop;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The data points of one run of the instance: those from before its start tell of another. */
final class Activity {
    private final List<DataPoint> points;
    private final NavigableMap<Instant, Set<Metric>> minutes = new TreeMap<>();

    Activity(Host host, List<DataPoint> points) {
        Instant start = host.launched().truncatedTo(MINUTES);
        this.points =
                points.stream().filter(point -> !point.minute().isBefore(start)).toList();
        for (DataPoint point : this.points) {
            minutes.computeIfAbsent(point.minute(), minute -> EnumSet.noneOf(Metric.class))
                    .add(point.metric());
        }
    }

    /** The newest minute with any data at all. */
    Optional<Instant> newest() {
        return Optional.ofNullable(minutes.lastEntry()).map(Map.Entry::getKey);
    }

    /** The newest minute that has both metrics, up to {@code limit}. */
    Optional<Instant> newestWhole(Instant limit) {
        return minutes.headMap(limit, true).descendingMap().entrySet().stream()
                .filter(minute -> minute.getValue().size() == Metric.values().length)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Optional<DataPoint> lastBusy() {
        return points.stream().filter(DataPoint::busy).max(Comparator.comparing(DataPoint::minute));
    }

    /** How many minutes of the span lack one metric or both. */
    long gaps(Instant from, Instant to) {
        return Stream.iterate(from, minute -> minute.isBefore(to), minute -> minute.plus(1, MINUTES))
                .filter(minute -> minutes.getOrDefault(minute, Set.of()).size() < Metric.values().length)
                .count();
    }
}
