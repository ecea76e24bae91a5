package dev.portcullis.cost;

import dev.portcullis.settings.value.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A month of one gateway, up all the time and stopped all the time, to the last request that AWS charges for. Left out
 * because they depend on its use: data transfer, and every model call.
 *
 * <p>Assumed: a month of 730 hours; snapshots that together hold one data volume's worth of blocks; a GiB of bundles and
 * dumps; a GiB of the journal a month where it is sent to CloudWatch; no public address while stopped; parameters within the 4 KB that cost nothing; no free tier.
 *
 * @param running the sum of the lines, which is not the whole while anything is unpriced
 * @param extras the costs beside or between the two: the times that are set, and the starts of callers
 * @param unpriced positions whose price is not in the list; a guess would look like a fact
 */
public record MonthlyCost(Usd running, Usd stopped, List<Line> lines, List<Extra> extras, List<String> unpriced) {
    /** The one that the gate publishes, and the idle stop reads. */
    public static final int METRICS = 1;
    /** The gate publishes so many minutes with one request. */
    public static final int MINUTES_PER_REQUEST = 5;
    /**
     * An upper bound: calls that begin after a quiet time are reported at once, and a time is quiet after as many
     * minutes as one request publishes.
     */
    private static final int MINUTES_PER_CALL_TOLD = MINUTES_PER_REQUEST + 1;

    private static final int HOURS = 730;
    private static final int MINUTES = HOURS * 60;
    /** A start of Java and two questions to AWS. Only the run that stops the host takes longer, for its second look. */
    private static final int SECONDS_PER_RUN = 5;
    /** Lambda's own lines and the verdict. */
    private static final int LOG_BYTES_PER_RUN = 1024;

    private static final int RUNS_PER_WAKE = 10;
    /** A start of Java, and the wait for a host that is still stopping; the function has half a GiB. */
    private static final int SECONDS_PER_WAKE_RUN = 16;

    private static final int STORED_GIB = 1;
    /** A line of a request has about 500 bytes, so a GiB holds two million of them. */
    private static final int JOURNAL_GIB = 1;

    /** One position, for people to read. */
    public record Line(String what, Usd running, Usd stopped) {}

    /** A cost of a month beside or between the two sums, for people to read. */
    public record Extra(String what, Usd price) {}

    public MonthlyCost {
        extras = List.copyOf(extras);
        lines = List.copyOf(lines);
        unpriced = List.copyOf(unpriced);
    }

    /** Adds up what the list has a price for in this region, and names the rest. */
    public static MonthlyCost of(PriceList prices, String region, Footprint use) {
        Optional<RegionPrices> here = prices.region(region);
        Sum sum = new Sum();
        sum.whileRunning(
                use.instanceType() + " instance",
                here.flatMap(list -> list.instanceHour(use.instanceType())).map(hour -> hour.times(HOURS)));
        sum.whileRunning(
                "public IPv4 address", here.map(list -> list.publicIpv4Hour().times(HOURS)));
        sum.always(
                "root volume, " + use.rootGib() + " GiB gp3",
                here.map(list -> list.gp3GibMonth().times(use.rootGib())));
        sum.always(
                "data volume, " + use.dataGib() + " GiB gp3",
                here.map(list -> list.gp3GibMonth().times(use.dataGib())));
        sum.always(
                "snapshots, " + use.dataGib() + " GiB",
                here.map(list -> list.snapshotGibMonth().times(use.dataGib())));
        sum.always(
                "S3, " + STORED_GIB + " GiB of bundles and dumps",
                here.map(list -> list.s3GibMonth().times(STORED_GIB)));
        sum.always("alarms, " + use.alarms(), here.map(list -> list.alarmMonth().times(use.alarms())));
        use.journalDays().ifPresent(days -> journal(sum, prices.services(), days));
        use.idleStop().ifPresent(idleStop -> idleStop(sum, prices.services(), idleStop));
        List<Extra> extras = new ArrayList<>();
        MonthlyCost cost = sum.cost(extras);
        use.awakeMinutes().ifPresent(minutes -> extras.add(awake(cost, minutes)));
        use.wakesPerDay()
                .ifPresent(perDay -> extras.add(new Extra(
                        "callers' starts, at most " + perDay + " a day: more", wakes(prices.services(), perDay))));
        return sum.cost(extras);
    }

    /** The sum for a host that is up at the times that are set, and stopped at every other. */
    private static Extra awake(MonthlyCost cost, int minutesOfWeek) {
        int hours = Math.round(minutesOfWeek * HOURS / (7 * 24 * 60f));
        long more = cost.running().micros() - cost.stopped().micros();
        return new Extra(
                count("awake as set, %d of 730 hours: in all", hours),
                rounded(BigDecimal.valueOf(more)
                                .multiply(BigDecimal.valueOf(minutesOfWeek))
                                .divide(BigDecimal.valueOf(7 * 24 * 60), RoundingMode.UP))
                        .plus(cost.stopped()));
    }

    /** A stopped gateway sends nothing, and still pays for what is kept. */
    private static void journal(Sum sum, ServicePrices prices, int days) {
        int kept = JOURNAL_GIB * Math.max(1, (days + 29) / 30);
        sum.whileRunning(
                "CloudWatch Logs, " + JOURNAL_GIB + " GiB of the journal taken in",
                Optional.of(prices.logGib().times(JOURNAL_GIB)));
        sum.always(
                "CloudWatch Logs, " + kept + " GiB kept for " + days + " days",
                Optional.of(prices.logStoredGibMonth().times(kept)));
    }

    private static void idleStop(Sum sum, ServicePrices prices, Footprint.IdleStop idleStop) {
        int published = MINUTES / MINUTES_PER_REQUEST + MINUTES / MINUTES_PER_CALL_TOLD;
        int runs = MINUTES / idleStop.everyMinutes();
        BigDecimal gibSeconds = BigDecimal.valueOf((long) runs * SECONDS_PER_RUN * idleStop.memoryMib(), 0)
                .divide(BigDecimal.valueOf(1024), RoundingMode.UP);
        sum.whileRunning(
                "custom metrics, " + METRICS, Optional.of(prices.metricMonth().times(METRICS)));
        sum.whileRunning(
                count("PutMetricData, at most %,d requests", published),
                Optional.of(millionth(prices.metricRequestsMillion(), published)));
        sum.whileRunning(
                count("GetMetricData, %,d metrics", runs * METRICS),
                Optional.of(millionth(prices.metricRequestsMillion(), (long) runs * METRICS)));
        sum.always(
                count("Lambda, %,d runs of " + SECONDS_PER_RUN + " s", runs),
                Optional.of(millionth(prices.lambdaRunsMillion(), runs)
                        .plus(millionth(prices.lambdaGibSecondsMillion(), gibSeconds.longValueExact()))));
        sum.always(count("EventBridge, %,d events", runs), Optional.of(millionth(prices.eventsMillion(), runs)));
        sum.always(
                count("log of %,d runs", runs),
                Optional.of(rounded(BigDecimal.valueOf(prices.logGib().micros())
                        .multiply(BigDecimal.valueOf((long) runs * LOG_BYTES_PER_RUN))
                        .divide(BigDecimal.valueOf(1L << 30), RoundingMode.UP))));
    }

    /** An upper bound: every start that is allowed, each asked for by ten callers and made after the longest wait. */
    private static Usd wakes(ServicePrices prices, int perDay) {
        long runs = 31L * perDay * RUNS_PER_WAKE;
        long gibSeconds = runs * SECONDS_PER_WAKE_RUN / 2;
        return millionth(prices.lambdaRunsMillion(), runs)
                .plus(millionth(prices.lambdaGibSecondsMillion(), gibSeconds))
                .plus(millionth(prices.metricRequestsMillion(), 2 * runs))
                .plus(prices.metricMonth());
    }

    private static String count(String text, int count) {
        return String.format(Locale.ROOT, text, count);
    }

    private static Usd millionth(Usd million, long count) {
        return rounded(BigDecimal.valueOf(million.micros())
                .multiply(BigDecimal.valueOf(count))
                .movePointLeft(6));
    }

    private static Usd rounded(BigDecimal micros) {
        return new Usd(micros.setScale(0, RoundingMode.UP).longValueExact());
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

        MonthlyCost cost(List<Extra> extras) {
            Usd running = lines.stream().map(Line::running).reduce(Usd.ZERO, Usd::plus);
            Usd stopped = lines.stream().map(Line::stopped).reduce(Usd.ZERO, Usd::plus);
            return new MonthlyCost(running, stopped, lines, extras, unpriced);
        }
    }
}
