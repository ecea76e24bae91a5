package dev.portcullis.cost;

import dev.portcullis.settings.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A month of one gateway, up all the time and stopped all the time. Left out because they are cents for this use or
 * depend on it: data transfer, requests, logs, Lambda, S3, and every model call.
 *
 * <p>Assumed: a month of 730 hours; snapshots that together hold one data volume's worth of blocks; no public address
 * while stopped.
 *
 * @param running the sum of the lines, which is not the whole while anything is unpriced
 * @param unpriced positions whose price is not in the list; a guess would look like a fact
 */
public record MonthlyCost(Usd running, Usd stopped, List<Line> lines, List<String> unpriced) {
    private static final int HOURS = 730;

    /** One position, for people to read. */
    public record Line(String what, Usd running, Usd stopped) {}

    public MonthlyCost {
        lines = List.copyOf(lines);
        unpriced = List.copyOf(unpriced);
    }

    /** Adds up what the list has a price for in this region, and names the rest. */
    public static MonthlyCost of(
            PriceList prices, String region, String instanceType, int rootGib, int dataGib, int alarms) {
        Optional<RegionPrices> here = prices.region(region);
        Sum sum = new Sum();
        sum.whileRunning(
                instanceType + " instance",
                here.flatMap(list -> list.instanceHour(instanceType)).map(hour -> hour.times(HOURS)));
        sum.whileRunning(
                "public IPv4 address", here.map(list -> list.publicIpv4Hour().times(HOURS)));
        sum.always(
                "root volume, " + rootGib + " GiB gp3",
                here.map(list -> list.gp3GibMonth().times(rootGib)));
        sum.always(
                "data volume, " + dataGib + " GiB gp3",
                here.map(list -> list.gp3GibMonth().times(dataGib)));
        sum.always(
                "snapshots, " + dataGib + " GiB",
                here.map(list -> list.snapshotGibMonth().times(dataGib)));
        sum.always("alarms, " + alarms, here.map(list -> list.alarmMonth().times(alarms)));
        return sum.cost();
    }

    /** Whether every position has a price, so that the sums are the whole. */
    public boolean isComplete() {
        return unpriced.isEmpty();
    }

    private static final class Sum {
        private final List<Line> lines = new ArrayList<>();
        private final List<String> unpriced = new ArrayList<>();

        void whileRunning(String what, Optional<Usd> price) {
            add(what, price.map(known -> new Line(what, known, Usd.ZERO)));
        }

        void always(String what, Optional<Usd> price) {
            add(what, price.map(known -> new Line(what, known, known)));
        }

        private void add(String what, Optional<Line> line) {
            line.ifPresentOrElse(lines::add, () -> unpriced.add(what));
        }

        MonthlyCost cost() {
            Usd running = lines.stream().map(Line::running).reduce(Usd.ZERO, Usd::plus);
            Usd stopped = lines.stream().map(Line::stopped).reduce(Usd.ZERO, Usd::plus);
            return new MonthlyCost(running, stopped, lines, unpriced);
        }
    }
}
