package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.Activity.Minute;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

final class ActivityTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Activity activity = new Activity();
    private final Deque<Activity.Visit> visits = new ArrayDeque<>();
    private final FakeClock clock = new FakeClock();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final GateLog log = new GateLog(new PrintStream(out, true, StandardCharsets.UTF_8), clock);

    private void begin() {
        visits.push(activity.new Visit());
        visits.element().begin();
    }

    private void end() {
        visits.pop().end();
    }

    @Test
    void a_visit_that_never_began_does_not_end() {
        activity.new Visit().end();

        assertThat(activity.inFlight()).isZero();
    }

    @Test
    void a_minute_has_its_requests_and_the_most_at_once() {
        begin();
        begin();
        end();
        begin();
        end();

        assertThat(activity.take(NOON)).isEqualTo(new Minute(NOON, 3, 2));
    }

    @Test
    void what_goes_on_counts_in_every_minute() {
        begin();
        activity.take(NOON);

        assertThat(activity.take(NOON)).isEqualTo(new Minute(NOON, 0, 1));
        end();
        assertThat(activity.take(NOON)).as("it was there in this minute").isEqualTo(new Minute(NOON, 0, 1));
        assertThat(activity.take(NOON)).isEqualTo(new Minute(NOON, 0, 0));
    }

    @Test
    void every_minute_is_published_once_with_its_own_time() {
        List<String> seen = new ArrayList<>();
        ActivityPublisher publisher = publisher(recorder(seen));
        for (int i = 0; i < 5; i++) {
            clock.pass(Duration.ofSeconds(29));
            publisher.tick();
        }

        assertThat(seen).containsExactly("12:00 0 0", "12:01 0 0");
    }

    @Test
    void a_call_after_a_quiet_minute_is_told_at_once_and_only_once() {
        List<String> seen = new ArrayList<>();
        ActivityPublisher publisher = publisher(recorder(seen));
        clock.pass(Duration.ofSeconds(61));
        publisher.tick();
        begin();
        clock.pass(Duration.ofSeconds(5));
        publisher.tick();
        begin();
        clock.pass(Duration.ofSeconds(5));
        publisher.tick();
        clock.pass(Duration.ofSeconds(60));
        publisher.tick();

        assertThat(seen).containsExactly("12:00 0 0", "12:01 begins 1", "12:01 2 2");
    }

    @Test
    void minutes_that_could_not_be_published_are_published_later_with_their_own_time() {
        List<String> seen = new ArrayList<>();
        boolean[] up = {false};
        ActivitySink recorder = recorder(seen);
        ActivityPublisher publisher = publisher(minute -> {
            if (!up[0]) {
                throw new IllegalStateException("sk-secret in a message");
            }
            recorder.publish(minute);
        });
        begin();
        end();
        clock.pass(Duration.ofSeconds(60));
        publisher.tick();
        up[0] = true;
        clock.pass(Duration.ofSeconds(60));
        publisher.tick();

        assertThat(seen).containsExactly("12:00 1 1", "12:01 0 0");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\"time\":\"2026-11-21T12:01:00Z\",\"event\":\"fault\","
                        + "\"kind\":\"java.lang.IllegalStateException\",\"at\":\"dev.portcullis.gate.ActivityTest.")
                .doesNotContain("sk-secret");
    }

    private ActivityPublisher publisher(ActivitySink sink) {
        return new ActivityPublisher(activity, sink, log, clock);
    }

    private static ActivitySink recorder(List<String> seen) {
        return new ActivitySink() {
            @Override
            public void publish(Minute minute) {
                seen.add(time(minute.start()) + " " + minute.requests() + " " + minute.inFlight());
            }

            @Override
            public void begins(Instant minute, long inFlight) {
                seen.add(time(minute) + " begins " + inFlight);
            }
        };
    }

    private static String time(Instant minute) {
        return minute.toString().substring(11, 16);
    }

    @Test
    void the_log_has_the_minute_in_one_line() {
        new LoggedActivity(log).publish(new Minute(NOON, 7, 2));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"activity\",\"requests\":7,\"inFlight\":2}\n");
    }

    @Test
    void cloudwatch_gets_two_metrics_without_dimensions() {
        List<PutMetricDataRequest> sent = new ArrayList<>();
        try (CloudWatchClient client = new FakeCloudWatch(sent)) {
            new CloudWatchActivity(client, "Portcullis/dev").publish(new Minute(NOON, 7, 2));
        }

        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.namespace()).isEqualTo("Portcullis/dev");
            assertThat(request.metricData())
                    .extracting(datum -> datum.metricName() + " " + datum.value() + " " + datum.hasDimensions() + " "
                            + datum.timestamp())
                    .containsExactly(
                            "Requests 7.0 false 2026-11-21T12:00:00Z", "InFlight 2.0 false 2026-11-21T12:00:00Z");
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
