package dev.portcullis.idlestop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** The gate's metric, minute by minute, from CloudWatch. A page that failed must not pass for missing data. */
final class ActivityMetrics {
    static final String METRIC = "InFlight";

    /** A host whose clock is ahead stamps its minutes so; further ahead is no clock that can be judged by. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private final CloudWatchClient cloudWatch;
    private final String namespace;

    ActivityMetrics(CloudWatchClient cloudWatch, String namespace) {
        this.cloudWatch = cloudWatch;
        this.namespace = namespace;
    }

    List<DataPoint> read(Instant from, Instant now) {
        List<DataPoint> points = new ArrayList<>();
        var pages = cloudWatch.getMetricDataPaginator(
                request -> request.startTime(from).endTime(now.plus(AHEAD)).metricDataQueries(query()));
        for (GetMetricDataResponse page : pages) {
            for (MetricDataResult result : page.metricDataResults()) {
                add(result, points);
            }
        }
        return points;
    }

    private MetricDataQuery query() {
        return MetricDataQuery.builder()
                .id("in_flight")
                .metricStat(stat -> stat.metric(of -> of.namespace(namespace).metricName(METRIC))
                        .period(60)
                        .stat("Maximum"))
                .build();
    }

    private static void add(MetricDataResult result, List<DataPoint> points) {
        if (result.statusCode() != StatusCode.COMPLETE && result.statusCode() != StatusCode.PARTIAL_DATA) {
            throw new IllegalStateException(
                    "CloudWatch answered " + result.statusCodeAsString() + " for " + result.id());
        }
        for (int i = 0; i < result.timestamps().size(); i++) {
            points.add(new DataPoint(result.timestamps().get(i), result.values().get(i)));
        }
    }
}
