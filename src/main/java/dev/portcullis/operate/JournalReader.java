package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Reads the journal that the host has sent to CloudWatch Logs. It works while the host sleeps, and AWS charges nothing for
 * it, as it would for a query of Insights or for Live Tail.
 */
public final class JournalReader implements AutoCloseable {
    /** The function beside the host, which has a log group of its own. */
    public static final String IDLE_STOP = "idle-stop";

    /** Everything whose log can be read. A test compares them with the units that the host sends. */
    public static final List<String> UNITS = List.of(
            "agent",
            "apply",
            "cloudflared",
            "credentials",
            "data",
            "dump",
            "gate",
            IDLE_STOP,
            "litellm",
            "logs",
            "postgresql",
            "restore");

    private final CloudWatchLogsClient logs;
    private final Target target;

    JournalReader(CloudWatchLogsClient logs, Target target) {
        this.logs = logs;
        this.target = target;
    }

    /** Credentials and, for tests, an endpoint come from where the SDK looks for them. */
    public static JournalReader of(Target target) {
        return new JournalReader(
                CloudWatchLogsClient.builder()
                        .region(Region.of(target.region()))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                target);
    }

    /**
     * Hands over each line in the order of time, and holds no more than a page of them.
     *
     * @throws BadInput when the stack has no such log group
     */
    public void each(JournalSearch search, Consumer<JournalLine> reader) {
        FilterLogEventsRequest request = request(search);
        Aws.call("logs:FilterLogEvents on " + request.logGroupName(), () -> {
            try {
                logs.filterLogEventsPaginator(request)
                        .forEach(page -> page.events().stream()
                                .filter(event -> isWanted(search, event))
                                .sorted(Comparator.comparing(FilteredLogEvent::timestamp))
                                .map(event -> line(search, event))
                                .forEach(reader));
                return null;
            } catch (ResourceNotFoundException e) {
                throw missing(request.logGroupName());
            }
        });
    }

    private FilterLogEventsRequest request(JournalSearch search) {
        boolean isFunction = search.unit().filter(IDLE_STOP::equals).isPresent();
        FilterLogEventsRequest.Builder request = FilterLogEventsRequest.builder()
                .logGroupName(isFunction ? target.idleStopGroup() : target.journalGroup())
                .startTime(search.since().toEpochMilli());
        if (!isFunction) {
            search.unit().ifPresent(request::logStreamNamePrefix);
        }
        search.text().ifPresent(text -> request.filterPattern("\"" + text + "\""));
        return request.build();
    }

    /** CloudWatch was asked for the beginning of the stream's name, and finds the text by rules of its own. */
    private static boolean isWanted(JournalSearch search, FilteredLogEvent event) {
        boolean isUnit = search.unit()
                .filter(unit -> !unit.equals(IDLE_STOP) && !unit.equals(event.logStreamName()))
                .isEmpty();
        return isUnit
                && search.text().filter(text -> !event.message().contains(text)).isEmpty();
    }

    private static JournalLine line(JournalSearch search, FilteredLogEvent event) {
        return new JournalLine(
                event.eventId(),
                Instant.ofEpochMilli(event.timestamp()),
                search.unit().orElse(event.logStreamName()),
                event.message().stripTrailing());
    }

    private BadInput missing(String group) {
        String where = "stack " + target.stack();
        return group.equals(target.idleStopGroup())
                ? new BadInput(
                        where,
                        "the log group " + group,
                        "none",
                        "The idle stop makes it; 'idleStopAfter: off' has none")
                : new BadInput(
                        where,
                        "the log group " + group,
                        "none",
                        "Set portcullis:logs to cloudwatch and run 'pulumi up'. Until then the journal is on the host:"
                                + " ./portcullis shell --stack " + target.stack()
                                + ", then journalctl -u 'portcullis-*'");
    }

    @Override
    public void close() {
        logs.close();
    }
}
