package dev.portcullis.gate;

import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * The metrics {@code Requests} (sum) and {@code InFlight} (maximum) of one namespace, without dimensions: the idle stop
 * and its alarm read them by these names.
 */
final class CloudWatchActivity implements ActivitySink {
    private final CloudWatchClient cloudWatch;
    private final String namespace;

    CloudWatchActivity(CloudWatchClient cloudWatch, String namespace) {
        this.cloudWatch = cloudWatch;
        this.namespace = namespace;
    }

    @Override
    public void publish(Activity.Minute minute) {
        cloudWatch.putMetricData(request -> request.namespace(namespace)
                .metricData(
                        datum("Requests", minute.start(), minute.requests()),
                        datum("InFlight", minute.start(), minute.inFlight())));
    }

    /** The maximum can be said twice; the sum of requests cannot. */
    @Override
    public void begins(Instant minute, long inFlight) {
        cloudWatch.putMetricData(
                request -> request.namespace(namespace).metricData(datum("InFlight", minute, inFlight)));
    }

    private static MetricDatum datum(String name, Instant minute, long value) {
        return MetricDatum.builder()
                .metricName(name)
                .timestamp(minute)
                .value((double) value)
                .unit(StandardUnit.COUNT)
                .build();
    }
}
