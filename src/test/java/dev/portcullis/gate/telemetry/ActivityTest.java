package dev.portcullis.gate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cost.MonthlyCost;
import dev.portcullis.gate.FakeClock;
import dev.portcullis.gate.telemetry.Activity.Minute;
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
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

final class ActivityTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Activity activity = new Activity();
    private final Deque<Activity.Visit> visits = new ArrayDeque<>();
    private final FakeClock clock = new FakeClock();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final GateLog log = new GateLog(new PrintStream(out, true, StandardCharsets.UTF_8), clock);

    private boolean updating;

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
    void an_update_of_the_host_keeps_every_minute_busy_that_it_runs_in() {
        List<String> seen = new ArrayList<>();
        ActivityPublisher publisher = publisher(recorder(seen));
        updating = true;
        publisher.tick();
        clock.pass(Duration.ofSeconds(60));
        publisher.tick();
        updating = false;
        for (int i = 0; i < 2; i++) {
            clock.pass(Duration.ofSeconds(60));
            publisher.tick();
        }

        assertThat(seen).containsExactly("12:00 begins 1", "12:00 0 1", "12:01 0 1", "12:02 0 0");
    }

    @Test
    void minutes_that_could_not_be_published_are_published_later_with_their_own_time() {
        List<String> seen = new ArrayList<>();
        boolean[] up = {false};
        ActivitySink recorder = recorder(seen);
        ActivityPublisher publisher = publisher(minutes -> {
            if (!up[0]) {
                throw new IllegalStateException("sk-secret in a message");
            }
            recorder.publish(minutes);
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
                .startsWith(
                        "{\"time\":\"2026-11-21T12:01:00Z\",\"event\":\"fault\","
                                + "\"kind\":\"java.lang.IllegalStateException\",\"at\":\"dev.portcullis.gate.telemetry.ActivityTest.")
                .doesNotContain("sk-secret");
    }

    private ActivityPublisher publisher(ActivitySink sink) {
        return new ActivityPublisher(activity, () -> updating, sink, log, clock);
    }

    private static ActivitySink recorder(List<String> seen) {
        return recorder(seen, 1);
    }

    private static ActivitySink recorder(List<String> seen, int minutesAtOnce) {
        return new ActivitySink() {
            @Override
            public int minutesAtOnce() {
                return minutesAtOnce;
            }

            @Override
            public void publish(List<Minute> minutes) {
                minutes.forEach(
                        minute -> seen.add(time(minute.start()) + " " + minute.requests() + " " + minute.inFlight()));
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
        new LoggedActivity(log).publish(List.of(new Minute(NOON, 7, 2)));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"activity\",\"requests\":7,\"inFlight\":2}\n");
    }

    @Test
    void cloudwatch_gets_one_metric_of_five_minutes_with_one_request_as_the_cost_says() {
        List<PutMetricDataRequest> sent = new ArrayList<>();
        try (CloudWatchClient client = new FakeCloudWatch(sent)) {
            ActivityPublisher publisher = publisher(new CloudWatchActivity(client, "Portcullis/dev"));
            for (int minute = 0; minute < 5; minute++) {
                clock.pass(Duration.ofMinutes(1));
                publisher.tick();
            }
        }

        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.namespace()).isEqualTo("Portcullis/dev");
            assertThat(request.metricData()).hasSize(MonthlyCost.MINUTES_PER_REQUEST);
            assertThat(request.metricData().stream()
                            .map(MetricDatum::metricName)
                            .distinct())
                    .hasSize(MonthlyCost.METRICS);
            assertThat(request.metricData())
                    .extracting(datum -> datum.metricName() + " " + datum.value() + " " + datum.hasDimensions() + " "
                            + datum.timestamp())
                    .startsWith("InFlight 0.0 false 2026-11-21T12:00:00Z", "InFlight 0.0 false 2026-11-21T12:01:00Z");
        });
    }

    @Test
    void a_call_that_is_over_within_its_minute_is_in_the_metric() {
        List<PutMetricDataRequest> sent = new ArrayList<>();
        try (CloudWatchClient client = new FakeCloudWatch(sent)) {
            begin();
            end();
            new CloudWatchActivity(client, "Portcullis/dev").publish(List.of(activity.take(NOON)));
        }

        assertThat(sent.get(0).metricData()).extracting(MetricDatum::value).containsExactly(1.0);
    }

    @Test
    void a_call_is_told_at_once_when_no_use_of_the_last_publication_s_length_is_known() {
        List<String> seen = new ArrayList<>();
        ActivityPublisher publisher = publisher(recorder(seen, 5));
        for (int second = 0; second < 20 * 60; second += 30) {
            // One call in the first minute, one in the sixth, one in the seventh.
            if (second == 30 || second == 330 || second == 390) {
                begin();
                end();
            }
            publisher.tick();
            clock.pass(Duration.ofSeconds(30));
        }

        assertThat(seen)
                .filteredOn(line -> line.contains("begins"))
                .containsExactly("12:00 begins 1", "12:06 begins 1");
        assertThat(seen).contains("12:05 1 1", "12:06 1 1").hasSize(17);
    }

    @Test
    void a_beginning_that_could_not_be_told_is_told_at_the_next_look() {
        List<String> seen = new ArrayList<>();
        boolean[] up = {false};
        ActivitySink recorder = recorder(seen, 5);
        ActivityPublisher publisher = publisher(new ActivitySink() {
            @Override
            public void publish(List<Minute> minutes) {
                recorder.publish(minutes);
            }

            @Override
            public void begins(Instant minute, long inFlight) {
                if (!up[0]) {
                    throw new IllegalStateException();
                }
                recorder.begins(minute, inFlight);
            }
        });
        begin();
        publisher.tick();
        up[0] = true;
        publisher.tick();
        publisher.tick();

        assertThat(seen).containsExactly("12:00 begins 1");
    }

    @Test
    void a_gate_that_ends_publishes_what_waits_and_its_last_minute() {
        List<String> seen = new ArrayList<>();
        ActivityPublisher publisher = publisher(recorder(seen, 5));
        for (int minute = 0; minute < 2; minute++) {
            clock.pass(Duration.ofMinutes(1));
            publisher.tick();
        }
        begin();
        publisher.flush();

        assertThat(seen).containsExactly("12:00 0 0", "12:01 0 0", "12:02 1 1");
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
