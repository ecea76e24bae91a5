package dev.portcullis.cost;

import dev.portcullis.settings.value.Usd;
import java.util.Map;
import java.util.Optional;

/** One region's prices; each name says the unit it is for. GiB is what AWS's price list calls GB. */
public final class RegionPrices {
    private final Map<String, Usd> instanceHour;
    private final Usd gp3GibMonth;
    private final Usd snapshotGibMonth;
    private final Usd publicIpv4Hour;
    private final Usd alarmMonth;
    private final Usd s3GibMonth;

    RegionPrices(
            Map<String, Usd> instanceHour,
            Usd gp3GibMonth,
            Usd snapshotGibMonth,
            Usd publicIpv4Hour,
            Usd alarmMonth,
            Usd s3GibMonth) {
        this.instanceHour = Map.copyOf(instanceHour);
        this.gp3GibMonth = gp3GibMonth;
        this.snapshotGibMonth = snapshotGibMonth;
        this.publicIpv4Hour = publicIpv4Hour;
        this.alarmMonth = alarmMonth;
        this.s3GibMonth = s3GibMonth;
    }

    /** Linux, shared tenancy; empty for a type whose price is not in the file. */
    public Optional<Usd> instanceHour(String instanceType) {
        return Optional.ofNullable(instanceHour.get(instanceType));
    }

    public Usd gp3GibMonth() {
        return gp3GibMonth;
    }

    public Usd snapshotGibMonth() {
        return snapshotGibMonth;
    }

    public Usd publicIpv4Hour() {
        return publicIpv4Hour;
    }

    public Usd alarmMonth() {
        return alarmMonth;
    }

    public Usd s3GibMonth() {
        return s3GibMonth;
    }
}
