package dev.portcullis.idlestop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The wake function through the real SDK against EC2, CloudWatch and Systems Manager as moto plays them. */
@TestInstance(Lifecycle.PER_CLASS)
class WakeHandlerTest {
    private static final String SECRET = "s".repeat(48);
    private static final String PARAMETER = "/portcullis/dev/wake-secret";

    private final MotoServer moto;
    private final Account account;
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
    private String instance = "";

    WakeHandlerTest() {
        moto = MotoServer.start();
        account = Account.at(moto.endpoint());
        account.ssm()
                .putParameter(request -> request.name(PARAMETER)
                        .type(ParameterType.SECURE_STRING)
                        .value(SECRET));
    }

    @BeforeEach
    void launch() {
        instance = account.launch();
    }

    @AfterAll
    void end() {
        moto.close();
    }

    @Test
    void a_stopped_host_is_started_and_the_second_question_starts_nothing() {
        stop();
        assertThat(body(ask(noon))).isEqualTo("{\"did\":\"started\",\"reason\":\"the host was stopped\"}");
        assertThat(account.look(instance).state()).isEqualTo("running");
        assertThat(body(ask(noon))).isEqualTo("{\"did\":\"running\",\"reason\":\"the host runs\"}");
        assertThat(starts(noon)).isEqualTo(1);
    }

    @Test
    void a_question_that_is_not_signed_touches_nothing() {
        stop();
        for (Map<String, Object> event : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("headers", "none"),
                Map.of("headers", Map.of("portcullis-time", time(noon))),
                Map.of("headers", Map.of("portcullis-time", time(noon), "portcullis-signature", "0".repeat(64))),
                signed(noon.minusSeconds(61)))) {
            Map<String, Object> answer = handler(noon, account.ec2(), 40).handle(event);
            assertThat(answer).containsEntry("statusCode", 403);
            assertThat(body(answer))
                    .isEqualTo("{\"did\":\"refused\","
                            + "\"reason\":\"the signature is missing, wrong or older than a minute\"}");
        }
        assertThat(account.look(instance).state()).isEqualTo("stopped");
        assertThat(starts(noon)).isZero();
    }

    @Test
    void the_starts_of_a_day_are_limited_and_the_next_day_begins_with_none() {
        for (int i = 0; i < 2; i++) {
            stop();
            assertThat(body(ask(noon.plusSeconds(3600L * i), 2))).contains("started");
        }
        stop();
        Map<String, Object> third = ask(noon.plusSeconds(7200), 2);

        assertThat(third).containsEntry("statusCode", 429);
        assertThat(body(third))
                .isEqualTo(
                        "{\"did\":\"refused\",\"reason\":\"callers have started the host 2 times since midnight UTC, as"
                                + " often as wakesPerDay allows. An operator may run ./portcullis start\"}");
        assertThat(account.look(instance).state()).isEqualTo("stopped");
        assertThat(body(ask(noon.plus(12, ChronoUnit.HOURS), 2))).contains("started");
    }

    @Test
    void callers_who_come_together_count_as_one_start() {
        for (int i = 0; i < 5; i++) {
            stop();
            ask(noon.plusSeconds(i));
        }
        assertThat(starts(noon.plusSeconds(60))).isEqualTo(1);
    }

    @Test
    void a_host_that_is_stopping_is_waited_for_and_then_started() {
        stop();
        var stopping = new Stopping(account.ec2(), 3);
        List<Duration> pauses = new ArrayList<>();
        var handler =
                new WakeHandler(settings(40), stopping, account.cloudWatch(), account.ssm(), clock(noon), pauses::add);

        assertThat(body(handler.handle(signed(noon)))).contains("\"started\"");
        assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(3));
    }

    @Test
    void a_host_that_stops_for_longer_is_left_to_the_next_question() {
        assertThat(body(handler(noon, new Stopping(account.ec2(), 99), 40).handle(signed(noon))))
                .isEqualTo("{\"did\":\"stopping\","
                        + "\"reason\":\"the host is still stopping and can be started after that\"}");
        assertThat(starts(noon)).isZero();
    }

    @Test
    void a_host_that_is_gone_fails_the_run_so_that_the_alarm_counts_it() {
        account.ec2().terminateInstances(request -> request.instanceIds(instance));
        assertThatThrownBy(() -> ask(noon)).hasMessage("the instance is terminated, and nothing can start it");

        instance = "i-00000000000000000";
        assertThatThrownBy(() -> ask(noon)).isInstanceOf(Ec2Exception.class);
    }

    private void stop() {
        assertThat(new Ec2Host(account.ec2(), instance).stop()).isTrue();
    }

    private int starts(Instant now) {
        return new StartCount(account.cloudWatch(), "Portcullis/" + instance).today(now);
    }

    private Map<String, Object> ask(Instant now) {
        return ask(now, 40);
    }

    private Map<String, Object> ask(Instant now, int perDay) {
        return handler(now, account.ec2(), perDay).handle(signed(now));
    }

    private WakeHandler handler(Instant now, Ec2Client ec2, int perDay) {
        return new WakeHandler(settings(perDay), ec2, account.cloudWatch(), account.ssm(), clock(now), pause -> {});
    }

    private WakeSettings settings(int perDay) {
        return new WakeSettings(instance, "Portcullis/" + instance, PARAMETER, perDay);
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static Map<String, Object> signed(Instant at) {
        return Map.of(
                "headers",
                Map.of("portcullis-time", time(at), "portcullis-signature", new WakeSignature(SECRET).of(time(at))));
    }

    private static String time(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private static String body(Map<String, Object> answer) {
        return (String) Objects.requireNonNull(answer.get("body"));
    }

    /** EC2 with an instance that takes so many looks to stop, which moto does not play. */
    private static final class Stopping implements Ec2Client {
        private final Ec2Client account;
        private int looks;

        Stopping(Ec2Client account, int looks) {
            this.account = account;
            this.looks = looks;
        }

        @Override
        public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
            if (looks-- <= 0) {
                return account.describeInstances(request);
            }
            Instance stopping = Instance.builder()
                    .state(state -> state.name("stopping"))
                    .launchTime(Instant.EPOCH)
                    .build();
            return DescribeInstancesResponse.builder()
                    .reservations(Reservation.builder().instances(stopping).build())
                    .build();
        }

        @Override
        public StartInstancesResponse startInstances(StartInstancesRequest request) {
            return account.startInstances(request);
        }

        @Override
        public String serviceName() {
            return account.serviceName();
        }

        @Override
        public void close() {}
    }
}
