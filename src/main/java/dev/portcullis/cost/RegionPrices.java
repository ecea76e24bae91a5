package dev.portcullis.cost;

import dev.portcullis.catalogue.MicroUsd;
import java.util.Map;
import java.util.Optional;

/** One region's prices; each name says the unit it is for. GiB is what AWS's price list calls GB. */
public final class RegionPrices {
    private final Map<String, MicroUsd> instanceHour;
    private final MicroUsd gp3GibMonth;
    private final MicroUsd snapshotGibMonth;
    private final MicroUsd publicIpv4Hour;
    private final MicroUsd alarmMonth;
    private final MicroUsd s3GibMonth;

    RegionPrices(
            Map<String, MicroUsd> instanceHour,
            MicroUsd gp3GibMonth,
            MicroUsd snapshotGibMonth,
            MicroUsd publicIpv4Hour,
            MicroUsd alarmMonth,
            MicroUsd s3GibMonth) {
        this.instanceHour = Map.copyOf(instanceHour);
        this.gp3GibMonth = gp3GibMonth;
        this.snapshotGibMonth = snapshotGibMonth;
        this.publicIpv4Hour = publicIpv4Hour;
        this.alarmMonth = alarmMonth;
        this.s3GibMonth = s3GibMonth;
    }

    /** Linux, shared tenancy; empty for a type whose price is not in the file. */
    public Optional<MicroUsd> instanceHour(String instanceType) {
        return Optional.ofNullable(instanceHour.get(instanceType));
    }

    public MicroUsd gp3GibMonth() {
        return gp3GibMonth;
    }

    public MicroUsd snapshotGibMonth() {
        return snapshotGibMonth;
    }

    public MicroUsd publicIpv4Hour() {
        return publicIpv4Hour;
    }

    public MicroUsd alarmMonth() {
        return alarmMonth;
    }

    public MicroUsd s3GibMonth() {
        return s3GibMonth;
    }
}
