package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.Activity.Minute;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

final class ActivityTest {
    private final Activity activity = new Activity();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final GateLog log = new GateLog(new PrintStream(out, true, StandardCharsets.UTF_8), new FakeClock());

    @Test
    void a_minute_has_its_requests_and_the_most_at_once() {
        activity.began();
        activity.began();
        activity.ended();
        activity.began();
        activity.ended();

        assertThat(activity.take()).isEqualTo(new Minute(3, 2));
    }

    @Test
    void what_goes_on_counts_in_every_minute() {
        activity.began();
        activity.take();

        assertThat(activity.take()).isEqualTo(new Minute(0, 1));
        activity.ended();
        assertThat(activity.take()).as("it was there in this minute").isEqualTo(new Minute(0, 1));
        assertThat(activity.take()).isEqualTo(new Minute(0, 0));
    }

    @Test
    void a_minute_that_could_not_be_published_is_added_to_the_next() {
        List<Minute> seen = new ArrayList<>();
        boolean[] up = {false};
        ActivityPublisher publisher = new ActivityPublisher(
                activity,
                minute -> {
                    if (!up[0]) {
                        throw new IllegalStateException("sk-secret in a message");
                    }
                    seen.add(minute);
                },
                log);
        activity.began();
        activity.ended();
        publisher.publish();
        up[0] = true;
        activity.began();
        publisher.publish();

        assertThat(seen).containsExactly(new Minute(2, 1));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"fault\","
                        + "\"kind\":\"java.lang.IllegalStateException\",\"at\":\"dev.portcullis.gate.ActivityTest.")
                .doesNotContain("sk-secret");
    }

    @Test
    void the_log_has_the_minute_in_one_line() {
        new LoggedActivity(log).publish(new Minute(7, 2));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"activity\",\"requests\":7,\"inFlight\":2}\n");
    }

    @Test
    void cloudwatch_gets_two_metrics_without_dimensions() {
        List<PutMetricDataRequest> sent = new ArrayList<>();
        try (CloudWatchClient client = new FakeCloudWatch(sent)) {
            new CloudWatchActivity(client, "Portcullis/dev").publish(new Minute(7, 2));
        }

        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.namespace()).isEqualTo("Portcullis/dev");
            assertThat(request.metricData())
                    .extracting(datum -> datum.metricName() + " " + datum.value() + " " + datum.hasDimensions())
                    .containsExactly("Requests 7.0 false", "InFlight 2.0 false");
        });
    }

    private record FakeCloudWatch(List<PutMetricDataRequest> sent) implements CloudWatchClient {
        @Override
        public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
            sent.add(request);
            return PutMetricDataResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "monitoring";
        }

        @Override
        public void close() {}
    }
}
