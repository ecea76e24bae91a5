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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The handler through the real SDK against EC2 and CloudWatch as moto plays them. */
@TestInstance(Lifecycle.PER_CLASS)
class HandlerTest {
    private final MotoServer moto;
    private final Account account;
    private String instance = "";
    private String namespace = "";
    /** The first whole minute after the instance's start. */
    private Instant start = Instant.EPOCH;

    HandlerTest() {
        moto = MotoServer.start();
        account = Account.at(moto.endpoint());
    }

    @BeforeEach
    void launch() {
        instance = account.launch();
        namespace = "Portcullis/" + instance;
        start = account.look(instance)
                .launched()
                .truncatedTo(ChronoUnit.MINUTES)
                .plusSeconds(60);
    }

    @AfterAll
    void end() {
        moto.close();
    }

    @Test
    void an_idle_instance_is_stopped() {
        account.publish(namespace, start, 40, 0);
        assertThat(handlerAt(40).run())
                .isEqualTo(line(
                        "stop",
                        "no request and nothing in flight from %s to %s, 30 min"
                                .formatted(start.plusSeconds(600), start.plusSeconds(2400))));
        assertThat(account.look(instance).state()).isEqualTo("stopped");
    }

    @Test
    void a_stream_that_began_since_the_first_look_keeps_the_instance() {
        account.publish(namespace, start, 40, 0);
        Instant newest = start.plusSeconds(42 * 60);
        // Told by the gate before the minutes in between.
        Handler handler = handlerAt(43, pause -> account.publish(namespace, newest, 1, 1));

        assertThat(handler.run())
                .isEqualTo(line("keep", "InFlight was 1 at %s, 30 min without are needed".formatted(newest)));
        assertThat(account.look(instance).state()).isEqualTo("running");
    }

    @Test
    void the_second_look_comes_later_than_cloudwatch_takes_to_show_a_call() {
        account.publish(namespace, start, 40, 0);
        List<Duration> pauses = new ArrayList<>();
        handlerAt(40, pauses::add).run();
        assertThat(pauses).containsExactly(Duration.ofSeconds(150));
    }

    @Test
    void metrics_are_not_paid_for_while_the_instance_is_off() {
        assertThat(new Ec2Host(account.ec2(), instance).stop()).isTrue();
        CloudWatchClient nobody = new CloudWatchClient() {
            @Override
            public String serviceName() {
                return "monitoring";
            }

            @Override
            public void close() {}
        };
        var settings = new IdleSettings(instance, namespace, Duration.ofMinutes(30), AwakeTime.NEVER);

        assertThat(new Handler(settings, account.ec2(), nobody, Clock.systemUTC(), pause -> {}).run())
                .isEqualTo(line("keep", "the instance is stopped, there is nothing to stop"));
    }

    @Test
    void a_stream_that_takes_long_keeps_the_instance() {
        account.publish(namespace, start, 39, 0);
        account.publish(namespace, start.plusSeconds(39 * 60), 1, 2);
        assertThat(handlerAt(40).run())
                .isEqualTo(line(
                        "keep",
                        "InFlight was 2 at %s, 30 min without are needed".formatted(start.plusSeconds(39 * 60))));
        assertThat(account.look(instance).state()).isEqualTo("running");
    }

    @Test
    void a_request_keeps_the_instance() {
        account.publish(namespace, start, 40, 0);
        account.publish(namespace, start.plusSeconds(20 * 60), 1, 3);
        assertThat(handlerAt(40).run())
                .isEqualTo(line(
                        "keep",
                        "InFlight was 3 at %s, 30 min without are needed".formatted(start.plusSeconds(20 * 60))));
        assertThat(account.look(instance).state()).isEqualTo("running");
    }

    @Test
    void an_instance_without_metrics_is_an_alarm_and_goes_on_running() {
        assertThatThrownBy(() -> handlerAt(70).run())
                .isInstanceOf(IdleAlarm.class)
                .hasMessageStartingWith("running without any metric for 7");
        assertThat(account.look(instance).state()).isEqualTo("running");
    }

    @Test
    void the_metrics_of_another_gateway_do_not_count() {
        account.publish("Portcullis/another", start, 40, 0);
        assertThat(handlerAt(40).run()).isEqualTo(line("keep", "30 of 30 minutes have no data, which counts as busy"));
    }

    @Test
    void a_window_of_hours_is_read_whole() {
        account.publish(namespace, start, 250, 0);
        account.publish(namespace, start.plusSeconds(250 * 60), 250, 0);
        var hours = new IdleSettings(instance, namespace, Duration.ofHours(8), AwakeTime.NEVER);
        assertThat(handler(hours, 500).run())
                .isEqualTo(line(
                        "stop",
                        "no request and nothing in flight from %s to %s, 480 min"
                                .formatted(start.plusSeconds(20 * 60), start.plusSeconds(500 * 60))));
    }

    @Test
    void a_stopped_instance_is_left_alone() {
        assertThat(new Ec2Host(account.ec2(), instance).stop()).isTrue();
        assertThat(handlerAt(70).run()).isEqualTo(line("keep", "the instance is stopped, there is nothing to stop"));
    }

    @Test
    void stopping_what_is_already_stopped_is_no_failure() {
        var host = new Ec2Host(account.ec2(), instance);
        assertThat(host.stop()).isTrue();
        assertThat(host.stop()).isTrue();
    }

    @Test
    void an_instance_that_ec2_does_not_know_fails_the_run() {
        var settings = new IdleSettings("i-00000000000000000", namespace, Duration.ofMinutes(30), AwakeTime.NEVER);
        assertThatThrownBy(() -> handler(settings, 40).run())
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("The instance ID 'i-00000000000000000' does not exist");
    }

    private Handler handlerAt(int minutesAfterStart) {
        return handlerAt(minutesAfterStart, pause -> {});
    }

    private Handler handlerAt(int minutesAfterStart, Consumer<Duration> pause) {
        return handler(
                new IdleSettings(instance, namespace, Duration.ofMinutes(30), AwakeTime.NEVER),
                minutesAfterStart,
                pause);
    }

    private Handler handler(IdleSettings settings, int minutesAfterStart) {
        return handler(settings, minutesAfterStart, pause -> {});
    }

    private Handler handler(IdleSettings settings, int minutesAfterStart, Consumer<Duration> pause) {
        var clock = Clock.fixed(start.plusSeconds(60L * minutesAfterStart + 5), ZoneOffset.UTC);
        return new Handler(settings, account.ec2(), account.cloudWatch(), clock, pause);
    }

    private String line(String verdict, String reason) {
        return "{\"verdict\":\"%s\",\"instance\":\"%s\",\"reason\":\"%s\"}".formatted(verdict, instance, reason);
    }
}
