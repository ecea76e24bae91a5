package dev.portcullis.cost;

import dev.portcullis.settings.Usd;
import java.util.List;
import java.util.Optional;

/**
 * A month of one gateway, up all the time and stopped all the time. Left out because they are cents for this use or
 * depend on it: data transfer, requests, logs, Lambda, S3, and every model call.
 *
 * <p>Assumed: a month of 730 hours; snapshots that together hold one data volume's worth of blocks; no public address
 * while stopped.
 */
public record MonthlyCost(Usd running, Usd stopped, List<Line> lines) {
    private static final int HOURS = 730;

    /** One position, for people to read. */
    public record Line(String what, Usd running, Usd stopped) {}

    /** Empty when the list has no price for the region or the instance type: a guess would look like a fact. */
    public static Optional<MonthlyCost> of(
            PriceList prices, String region, String instanceType, int rootGib, int dataGib, int alarms) {
        return prices.region(region)
                .flatMap(here -> here.instanceHour(instanceType)
                        .map(hour -> of(List.of(
                                whileRunning(instanceType + " instance", hour.times(HOURS)),
                                whileRunning(
                                        "public IPv4 address",
                                        here.publicIpv4Hour().times(HOURS)),
                                always(
                                        "root volume, " + rootGib + " GiB gp3",
                                        here.gp3GibMonth().times(rootGib)),
                                always(
                                        "data volume, " + dataGib + " GiB gp3",
                                        here.gp3GibMonth().times(dataGib)),
                                always(
                                        "snapshots, " + dataGib + " GiB",
                                        here.snapshotGibMonth().times(dataGib)),
                                always("alarms, " + alarms, here.alarmMonth().times(alarms))))));
    }

    private static MonthlyCost of(List<Line> lines) {
        Usd running = lines.stream().map(Line::running).reduce(Usd.ZERO, Usd::plus);
        Usd stopped = lines.stream().map(Line::stopped).reduce(Usd.ZERO, Usd::plus);
        return new MonthlyCost(running, stopped, lines);
    }

    private static Line whileRunning(String what, Usd price) {
        return new Line(what, price, Usd.ZERO);
    }

    private static Line always(String what, Usd price) {
        return new Line(what, price, price);
    }
}
