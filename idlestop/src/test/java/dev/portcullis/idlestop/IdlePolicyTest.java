package dev.portcullis.idlestop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.idlestop.IdleDecision.Alarm;
import dev.portcullis.idlestop.IdleDecision.Keep;
import dev.portcullis.idlestop.IdleDecision.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are minutes after ten o'clock, when the instance was started, unless a test says otherwise. */
class IdlePolicyTest {
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SILENT = ": see whether the gate is up, stop the instance by hand if it is not needed";
    private static final String GAPPY = ", and only such gaps have kept the instance up for 60 min: see whether the"
            + " gate publishes its metric of every minute and the host's clock is right";

    private final List<DataPoint> points = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"pending", "stopping", "stopped", "shutting-down", "terminated"})
    void an_instance_that_does_not_run_is_left_alone(String state) {
        idle(0, 100);
        assertThat(policy(30).decide(at(100), new IdleHost(state, TEN), points))
                .isEqualTo(new Keep("the instance is " + state + ", there is nothing to stop"));
    }

    @Test
    void a_window_without_any_use_stops_the_instance() {
        idle(0, 45);
        assertThat(decide(45))
                .isEqualTo(
                        new Stop("no request and nothing in flight from 2026-11-21T10:15:00Z to 2026-11-21T10:45:00Z,"
                                + " 30 min"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 9", "29, 29"})
    void a_young_instance_has_the_window_from_its_start(int now, int shown) {
        idle(0, now);
        assertThat(decide(now)).isEqualTo(new Keep("started " + shown + " min ago, it has 30 min from its start"));
    }

    @Test
    void a_short_window_leaves_ten_minutes_after_the_start() {
        idle(0, 12);
        assertThat(decide(5, 9)).isEqualTo(new Keep("started 9 min ago, it has 10 min from its start"));
        assertThat(decide(5, 12)).isInstanceOf(Stop.class);
    }

    @Test
    void a_start_in_the_future_by_the_function_s_clock_is_a_young_instance() {
        assertThat(decide(-2)).isEqualTo(new Keep("started -2 min ago, it has 30 min from its start"));
    }

    @Test
    void the_minutes_of_an_earlier_run_do_not_count() {
        idle(-60, -1);
        idle(5, 32);
        assertThat(decide(32)).isEqualTo(new Keep("3 of 30 minutes have no data, which counts as busy"));
    }

    @Test
    void use_in_an_earlier_run_does_not_count() {
        point(-1, 5);
        idle(0, 30);
        assertThat(decide(30)).isInstanceOf(Stop.class);
    }

    @Test
    void one_request_in_the_first_minute_of_the_window_keeps_the_instance() {
        idle(0, 45);
        point(15, 1);
        assertThat(decide(45)).isEqualTo(new Keep("InFlight was 1 at 2026-11-21T10:15:00Z, 30 min without are needed"));
    }

    @Test
    void a_request_just_before_the_window_is_over() {
        idle(0, 45);
        point(14, 1);
        assertThat(decide(45)).isInstanceOf(Stop.class);
    }

    @Test
    void a_stream_in_flight_without_a_new_request_keeps_the_instance() {
        idle(0, 45);
        point(44, 2);
        assertThat(decide(45)).isEqualTo(new Keep("InFlight was 2 at 2026-11-21T10:44:00Z, 30 min without are needed"));
    }

    @ParameterizedTest
    @CsvSource({"45, 45", "46, 45", "48, 45", "53, 45"})
    void the_newest_eight_minutes_may_be_missing(int now, int seen) {
        idle(0, seen);
        assertThat(decide(now))
                .isEqualTo(
                        new Stop("no request and nothing in flight from 2026-11-21T10:15:00Z to 2026-11-21T10:45:00Z,"
                                + " 30 min"));
    }

    @Test
    void a_ninth_minute_missing_at_the_end_counts_as_busy() {
        idle(0, 45);
        assertThat(decide(54)).isEqualTo(new Keep("1 of 30 minutes have no data, which counts as busy"));
    }

    @Test
    void use_in_the_newest_minutes_counts_as_soon_as_it_is_seen() {
        idle(0, 45);
        point(47, 1);
        assertThat(decide(48)).isEqualTo(new Keep("InFlight was 1 at 2026-11-21T10:47:00Z, 30 min without are needed"));
    }

    @Test
    void one_minute_missing_within_the_window_counts_as_busy() {
        idle(0, 30);
        idle(31, 45);
        assertThat(decide(45)).isEqualTo(new Keep("1 of 30 minutes have no data, which counts as busy"));
    }

    @Test
    void a_gap_before_the_window_does_not_matter() {
        idle(0, 14);
        idle(15, 45);
        assertThat(decide(45)).isInstanceOf(Stop.class);
    }

    @Test
    void no_data_at_all_counts_as_busy_for_an_hour() {
        assertThat(decide(59)).isEqualTo(new Keep("30 of 30 minutes have no data, which counts as busy"));
        assertThat(decide(60)).isEqualTo(new Alarm("running without any metric for 60 min" + SILENT));
    }

    @Test
    void data_that_ended_counts_as_busy_for_an_hour() {
        idle(0, 45);
        point(44, 1);
        assertThat(decide(104)).isEqualTo(new Keep("30 of 30 minutes have no data, which counts as busy"));
        assertThat(decide(105)).isEqualTo(new Alarm("running without any metric for 60 min" + SILENT));
    }

    @Test
    void silence_is_an_alarm_also_within_the_grace_of_a_long_window() {
        assertThat(decide(240, 60)).isEqualTo(new Alarm("running without any metric for 60 min" + SILENT));
    }

    @Test
    void silence_after_use_is_an_alarm_also_within_a_long_window() {
        idle(0, 250);
        point(249, 4);
        assertThat(decide(240, 310)).isEqualTo(new Alarm("running without any metric for 60 min" + SILENT));
    }

    @Test
    void gaps_that_come_back_in_every_window_are_an_alarm_in_the_end() {
        for (int hole = 20; hole <= 100; hole += 20) {
            idle(hole - 20, hole - 1);
        }
        assertThat(decide(89)).isEqualTo(new Keep("1 of 30 minutes have no data, which counts as busy"));
        assertThat(decide(90)).isEqualTo(new Alarm("1 of 30 minutes have no data" + GAPPY));
    }

    @Test
    void patience_with_gaps_begins_anew_after_use() {
        idle(0, 120);
        points.removeIf(point -> point.minute().equals(at(110)));
        point(29, 1);
        assertThat(decide(119)).isEqualTo(new Keep("1 of 30 minutes have no data, which counts as busy"));
        assertThat(decide(120)).isEqualTo(new Alarm("1 of 30 minutes have no data" + GAPPY));
    }

    @Test
    void a_host_whose_clock_is_far_behind_is_an_alarm_and_not_a_stop() {
        idle(0, 80);
        assertThat(decide(89)).isEqualTo(new Keep("1 of 30 minutes have no data, which counts as busy"));
        assertThat(decide(90)).isEqualTo(new Alarm("2 of 30 minutes have no data" + GAPPY));
    }

    @Test
    void idle_minutes_of_a_clock_ahead_neither_hurt_nor_help() {
        idle(0, 50);
        assertThat(decide(45))
                .isEqualTo(
                        new Stop("no request and nothing in flight from 2026-11-21T10:16:00Z to 2026-11-21T10:46:00Z,"
                                + " 30 min"));
    }

    @Test
    void use_in_the_future_of_a_clock_ahead_counts() {
        idle(0, 45);
        point(52, 9);
        assertThat(decide(45)).isEqualTo(new Keep("InFlight was 9 at 2026-11-21T10:52:00Z, 30 min without are needed"));
    }

    /** Saturday from 10:30 to 11:30. */
    @ParameterizedTest
    @CsvSource({"29, false", "45, true", "89, true", "90, false"})
    void an_idle_instance_is_left_alone_in_a_time_in_which_it_shall_be_awake(int now, boolean kept) {
        idle(-60, 95);
        IdlePolicy policy = new IdlePolicy(Duration.ofMinutes(15), AwakeTime.of("Sat 10:30-11:30 UTC"));
        IdleDecision decision = policy.decide(at(now), new IdleHost("running", at(-60)), points);

        assertThat(decision.equals(new Keep("the setting awake keeps the host up at this time")))
                .isEqualTo(kept);
        assertThat(decision instanceof Stop).isEqualTo(!kept);
    }

    @Test
    void a_host_that_nobody_can_see_is_an_alarm_in_such_a_time_too() {
        IdlePolicy policy = new IdlePolicy(Duration.ofMinutes(15), AwakeTime.of("Sat 10:30-12:00 UTC"));

        assertThat(policy.decide(at(60), new IdleHost("running", TEN), points)).isInstanceOf(Alarm.class);
    }

    @Test
    void it_looks_back_over_the_window_and_its_patience() {
        assertThat(policy(30).from(Instant.parse("2026-11-21T12:00:59Z")))
                .isEqualTo(Instant.parse("2026-11-21T10:22:00Z"));
    }

    private IdleDecision decide(int now) {
        return decide(30, now);
    }

    private IdleDecision decide(int idleStopAfter, int now) {
        return policy(idleStopAfter).decide(at(now).plusSeconds(20), running(), points);
    }

    private static IdlePolicy policy(int minutes) {
        return new IdlePolicy(Duration.ofMinutes(minutes), AwakeTime.NEVER);
    }

    private static IdleHost running() {
        return new IdleHost("running", TEN.plusSeconds(20));
    }

    private void idle(int from, int to) {
        for (int minute = from; minute < to; minute++) {
            point(minute, 0);
        }
    }

    private void point(int minute, double value) {
        points.removeIf(point -> point.minute().equals(at(minute)));
        points.add(new DataPoint(at(minute), value));
    }

    private static Instant at(int minute) {
        return TEN.plusSeconds(60L * minute);
    }
}
