package dev.portcullis.gate.telemetry;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * The metric {@code InFlight} (maximum) of one namespace, without dimensions: the idle stop reads it by this name. A
 * request that began and ended within a minute counts in it too, so that no second metric has to be paid for.
 */
public final class CloudWatchActivity implements ActivitySink {
    static final String METRIC = "InFlight";
    /** A fifth of the requests that each minute by itself would take. */
    static final int MINUTES_AT_ONCE = 5;

    private final CloudWatchClient cloudWatch;
    private final String namespace;

    public CloudWatchActivity(CloudWatchClient cloudWatch, String namespace) {
        this.cloudWatch = cloudWatch;
        this.namespace = namespace;
    }

    @Override
    public int minutesAtOnce() {
        return MINUTES_AT_ONCE;
    }

    @Override
    public void publish(List<Activity.Minute> minutes) {
        put(minutes.stream()
                .map(minute -> datum(minute.start(), minute.inFlight()))
                .toList());
    }

    /** A maximum can be said twice. */
    @Override
    public void begins(Instant minute, long inFlight) {
        put(List.of(datum(minute, inFlight)));
    }

    private void put(List<MetricDatum> data) {
        cloudWatch.putMetricData(request -> request.namespace(namespace).metricData(data));
    }

    private static MetricDatum datum(Instant minute, long value) {
        return MetricDatum.builder()
                .metricName(METRIC)
                .timestamp(minute)
                .value((double) value)
                .unit(StandardUnit.COUNT)
                .build();
    }
}
