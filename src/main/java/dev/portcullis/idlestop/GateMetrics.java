package dev.portcullis.idlestop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** The gate's two metrics, minute by minute, from CloudWatch. A page that failed must not pass for missing data. */
final class GateMetrics {
    /** A host whose clock is ahead stamps its minutes so; further ahead is no clock that can be judged by. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private final CloudWatchClient cloudWatch;
    private final String namespace;

    GateMetrics(CloudWatchClient cloudWatch, String namespace) {
        this.cloudWatch = cloudWatch;
        this.namespace = namespace;
    }

    List<DataPoint> read(Instant from, Instant now) {
        List<DataPoint> points = new ArrayList<>();
        var pages = cloudWatch.getMetricDataPaginator(request -> request.startTime(from)
                .endTime(now.plus(AHEAD))
                .metricDataQueries(Stream.of(Metric.values()).map(this::query).toList()));
        for (GetMetricDataResponse page : pages) {
            for (MetricDataResult result : page.metricDataResults()) {
                add(result, points);
            }
        }
        return points;
    }

    private MetricDataQuery query(Metric metric) {
        return MetricDataQuery.builder()
                .id(metric.name().toLowerCase(Locale.ROOT))
                .metricStat(stat -> stat.metric(of -> of.namespace(namespace).metricName(metric.title()))
                        .period(60)
                        .stat(metric.statistic()))
                .build();
    }

    private static void add(MetricDataResult result, List<DataPoint> points) {
        if (result.statusCode() != StatusCode.COMPLETE && result.statusCode() != StatusCode.PARTIAL_DATA) {
            throw new IllegalStateException(
                    "CloudWatch answered " + result.statusCodeAsString() + " for " + result.id());
        }
        Metric metric = Metric.valueOf(result.id().toUpperCase(Locale.ROOT));
        for (int i = 0; i < result.timestamps().size(); i++) {
            points.add(new DataPoint(
                    metric, result.timestamps().get(i), result.values().get(i)));
        }
    }
}
