package dev.portcullis.settings;

import dev.portcullis.settings.value.AvailabilityZone;
import dev.portcullis.settings.value.AwakeWindows;
import dev.portcullis.settings.value.InstanceType;
import dev.portcullis.settings.value.LogRetention;
import dev.portcullis.settings.value.SnapshotId;
import java.time.Duration;
import java.util.Optional;

/**
 * The instance and its two volumes.
 *
 * @param dataVolumeSnapshotId from which the data volume is made; a new, empty one otherwise
 * @param idleStopAfter from 15 minutes to 24 hours; empty when the host runs on
 * @param logs how long CloudWatch keeps the journal; empty when the host keeps it to itself
 * @param wakesPerDay the most starts that callers may cause in a day; empty when they cannot start the host
 * @param awake when the host is started and not stopped; only with {@code idleStopAfter}
 */
public record HostSettings(
        InstanceType instanceType,
        int rootVolumeGiB,
        int dataVolumeGiB,
        Optional<SnapshotId> dataVolumeSnapshotId,
        AvailabilityZone availabilityZone,
        Optional<Duration> idleStopAfter,
        Optional<LogRetention> logs,
        Optional<Integer> wakesPerDay,
        Optional<AwakeWindows> awake) {}
