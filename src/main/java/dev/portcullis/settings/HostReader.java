package dev.portcullis.settings;

import dev.portcullis.settings.value.AvailabilityZone;
import dev.portcullis.settings.value.GoDuration;
import dev.portcullis.settings.value.InstanceType;
import dev.portcullis.settings.value.LogDestination;
import dev.portcullis.settings.value.LogRetention;
import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.SnapshotId;
import dev.portcullis.settings.value.WakeMode;
import java.time.Duration;
import java.util.Optional;

/** Reads the settings of the instance and its volumes. */
final class HostReader {
    private static final String OFF = "off";
    /**
     * A shorter pause would stop the host of a caller who stops to think; one longer than a day costs more than it
     * saves.
     */
    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(15);

    private static final Duration LONGEST_IDLE = Duration.ofHours(24);

    private HostReader() {}

    static Optional<HostSettings> host(RawConfig raw, Optional<Region> region) {
        var zone = zone(raw, region);
        var instanceType = raw.get(Key.INSTANCE_TYPE)
                .as(
                        "a type with at least 2 GiB of the families t4g, c7g, c8g, m7g, m8g, r7g or r8g,"
                                + " since the host image is arm64",
                        InstanceType::new);
        var rootGiB = raw.get(Key.ROOT_VOLUME_GIB).integer("a whole number of GiB", 8, 16_384);
        var dataGiB = raw.get(Key.DATA_VOLUME_GIB).integer("a whole number of GiB", 8, 16_384);
        var snapshot = raw.get(Key.DATA_VOLUME_SNAPSHOT_ID)
                .unlessEmpty("a snapshot id such as snap-0123456789abcdef0, or \"\"", SnapshotId::new);
        var idle = raw.get(Key.IDLE_STOP_AFTER).as("a duration from 15m to 24h such as 30m, or off", HostReader::idle);
        var logs = raw.get(Key.LOGS).word(LogDestination.values(), LogDestination::word);
        var retention = raw.get(Key.LOGS_RETENTION_DAYS)
                .as("one of CloudWatch's numbers of days: " + LogRetention.words(), LogRetention::parse);
        var wake = wake(raw.get(Key.WAKE), idle.isPresent() && idle.get().isPresent());
        var perDay = raw.get(Key.WAKES_PER_DAY).integer("a whole number", 1, 999);
        return raw.ifSound(() -> new HostSettings(
                instanceType.orElseThrow(),
                rootGiB.orElseThrow(),
                dataGiB.orElseThrow(),
                snapshot,
                zone.orElseThrow(),
                idle.orElseThrow(),
                retention.filter(days -> logs.orElseThrow() == LogDestination.CLOUDWATCH),
                perDay.filter(any -> wake.orElseThrow() == WakeMode.WORKER)));
    }

    private static Optional<AvailabilityZone> zone(RawConfig raw, Optional<Region> region) {
        RawValue value =
                raw.get(Key.AVAILABILITY_ZONE, region.map(here -> here + "a").orElse(Key.AVAILABILITY_ZONE.example()));
        Optional<AvailabilityZone> zone = value.as("an availability zone such as eu-west-1a", AvailabilityZone::new);
        if (zone.isPresent() && region.isPresent() && !zone.get().region().equals(region.get())) {
            value.refuse("a zone of aws:region " + region.get(), value.set(region.get() + "a"));
        }
        return zone;
    }

    /** Left empty, callers start a host that stops itself: they would find it gone otherwise. */
    private static Optional<WakeMode> wake(RawValue value, boolean stopsItself) {
        return value.isEmptyText()
                ? Optional.of(stopsItself ? WakeMode.WORKER : WakeMode.NONE)
                : value.word(WakeMode.values(), WakeMode::word);
    }

    private static Optional<Duration> idle(String text) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        return Optional.of(
                new GoDuration(text).within(SHORTEST_IDLE, LONGEST_IDLE).duration());
    }
}
