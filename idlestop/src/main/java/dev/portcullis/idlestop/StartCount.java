package dev.portcullis.idlestop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * The day's starts, counted as a metric: so the function needs no right to change anything but the instance. Callers who
 * come together make one start, which is why minutes with a start are counted. CloudWatch shows a minute some minutes
 * later; a host that was just started cannot need a start before that.
 */
final class StartCount {
    static final String METRIC = "Starts";

    private final CloudWatchClient cloudWatch;
    private final String namespace;

    StartCount(CloudWatchClient cloudWatch, String namespace) {
        this.cloudWatch = cloudWatch;
        this.namespace = namespace;
    }

    /** The minutes of today, in UTC, in which a start was made. */
    int today(Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        GetMetricDataResponse answer = cloudWatch.getMetricData(request ->
                request.startTime(midnight).endTime(now.plusSeconds(60)).metricDataQueries(query()));
        List<MetricDataResult> results = answer.metricDataResults();
        // A day has 1,440 minutes and a page more than that, so an answer that goes on is no answer.
        if (answer.nextToken() != null
                || results.stream().anyMatch(result -> result.statusCode() != StatusCode.COMPLETE)) {
            throw new IllegalStateException("CloudWatch did not answer how often the host was started today");
        }
        return results.stream().mapToInt(result -> result.values().size()).sum();
    }

    void add(Instant now) {
        cloudWatch.putMetricData(request -> request.namespace(namespace)
                .metricData(MetricDatum.builder()
                        .metricName(METRIC)
                        .timestamp(now)
                        .unit(StandardUnit.COUNT)
                        .value(1.0)
                        .build()));
    }

    private MetricDataQuery query() {
        return MetricDataQuery.builder()
                .id("starts")
                .metricStat(stat -> stat.metric(of -> of.namespace(namespace).metricName(METRIC))
                        .period(60)
                        .stat("Maximum"))
                .build();
    }
}
