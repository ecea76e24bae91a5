package dev.portcullis.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.EdgeRequest;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateWindowTest {
    private static final Hostname HOST = new Hostname("llm.example.com");

    private final TestClock clock = new TestClock();

    @ParameterizedTest
    @CsvSource({"FREE, 10", "PRO, 60"})
    void the_hundred_and_first_request_waits_as_long_as_the_plan_says(CloudflarePlan plan, int seconds) {
        RateWindow window = window(plan);
        for (int i = 0; i < 100; i++) {
            assertThat(window.blockedFor(from("203.0.113.7"))).isZero();
        }

        assertThat(window.blockedFor(from("203.0.113.7"))).hasSeconds(seconds);
        clock.advance(Duration.ofSeconds(seconds - 1));
        assertThat(window.blockedFor(from("203.0.113.7"))).hasSeconds(1);
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            assertThat(window.blockedFor(from("203.0.113.7"))).isZero();
        }
        assertThat(window.blockedFor(from("203.0.113.7"))).hasSeconds(seconds);
    }

    @Test
    void a_new_window_begins_when_the_old_one_ends() {
        RateWindow window = window(CloudflarePlan.FREE);
        for (int i = 0; i < 100; i++) {
            window.blockedFor(from("203.0.113.7"));
        }
        clock.advance(Duration.ofSeconds(10));

        assertThat(window.blockedFor(from("203.0.113.7"))).isZero();
    }

    @Test
    void addresses_are_counted_apart() {
        RateWindow window = window(CloudflarePlan.FREE);
        for (int i = 0; i < 101; i++) {
            window.blockedFor(from("203.0.113.7"));
        }

        assertThat(window.blockedFor(from("203.0.113.8"))).isZero();
    }

    @Test
    void what_the_rule_does_not_match_is_not_counted() {
        RateWindow window = window(CloudflarePlan.FREE);
        EdgeRequest other = new EdgeRequest("GET", "llm.example.com", true, "/other", "203.0.113.7");
        for (int i = 0; i < 200; i++) {
            assertThat(window.blockedFor(other)).isZero();
        }

        assertThat(window.blockedFor(from("203.0.113.7"))).isZero();
    }

    private RateWindow window(CloudflarePlan plan) {
        return new RateWindow(RateLimit.of(plan, HOST), clock);
    }

    private static EdgeRequest from(String address) {
        return new EdgeRequest("POST", "llm.example.com", true, "/v1/messages", address);
    }
}
