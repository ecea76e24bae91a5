package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingTest {
    private static final Instant LAUNCHED = Instant.parse("2026-11-21T10:00:00Z");
    private static final DeployedState DESIRED = new DeployedState("0123456789abcdef", "b".repeat(64));
    private static final Applied UP_TO_DATE =
            new Applied("0123456789abcdef", "applied", "serving bbbbbbbbbbbb", LAUNCHED.plusSeconds(60));

    @Test
    void a_stopped_instance_is_asleep_whatever_was_reported() {
        assertThat(find("stopped", UP_TO_DATE, 600))
                .isEqualTo(new Finding(GatewayStatus.ASLEEP, "./portcullis start wakes it"));
    }

    @Test
    void an_instance_between_two_states_is_on_its_way() {
        assertThat(find("pending", UP_TO_DATE, 600).standing()).isEqualTo(GatewayStatus.STARTING);
        assertThat(find("stopping", UP_TO_DATE, 600).standing()).isEqualTo(GatewayStatus.STOPPING);
    }

    @Test
    void a_host_that_has_reported_what_is_wanted_is_healthy() {
        assertThat(find("running", UP_TO_DATE, 90))
                .isEqualTo(new Finding(GatewayStatus.HEALTHY, "it has applied what it should be"));
    }

    @Test
    void an_old_report_says_nothing_while_the_host_boots_and_is_told_as_old_after() {
        Applied old = new Applied(DESIRED.generation(), "applied", "serving", LAUNCHED.minusSeconds(1));

        assertThat(find("running", old, 119)).isEqualTo(new Finding(GatewayStatus.STARTING, "the host boots"));
        assertThat(find("running", old, 120))
                .isEqualTo(
                        new Finding(
                                GatewayStatus.HEALTHY,
                                "it has applied what it should be before this start; whether it answers, ./portcullis smoke tells"));
    }

    @Test
    void a_report_on_something_else_is_not_waited_for_twice() {
        Applied other = new Applied("fedcba9876543210", "failed", "no", LAUNCHED.plusSeconds(60));

        assertThat(find("running", other, 600))
                .isEqualTo(
                        new Finding(GatewayStatus.APPLYING, "the host has not reported yet on what it should be now"));
    }

    @Test
    void a_host_that_never_reported_applies() {
        assertThat(find("running", Applied.parse("applied", "{}"), 600).standing())
                .isEqualTo(GatewayStatus.APPLYING);
    }

    @Test
    void what_failed_is_told_in_the_hosts_words() {
        Applied back = new Applied(
                DESIRED.generation(),
                "rolled back",
                "gate: expected ready\n  serving aaaa again",
                LAUNCHED.plusSeconds(60));

        assertThat(find("running", back, 600))
                .isEqualTo(new Finding(GatewayStatus.WRONG, "rolled back: gate: expected ready\n  serving aaaa again"));
    }

    @Test
    void an_alarm_that_rings_is_wrong() {
        Finding finding = Finding.of(
                new Instance("i-1", "running", LAUNCHED),
                DESIRED,
                UP_TO_DATE,
                List.of("portcullis-dev-host-reboot"),
                LAUNCHED.plusSeconds(600),
                Duration.ofMinutes(2));

        assertThat(finding).isEqualTo(new Finding(GatewayStatus.WRONG, "in alarm: portcullis-dev-host-reboot"));
    }

    @Test
    void the_host_cannot_speak_to_a_terminal() {
        assertThat(Applied.parse("applied", "{\"message\":\"a\\u001b[2Jb\\nc\\u202e\"}")
                        .message())
                .isEqualTo("a?[2Jb\nc?");
    }

    private static Finding find(String state, Applied applied, int secondsAfterLaunch) {
        return Finding.of(
                new Instance("i-1", state, LAUNCHED),
                DESIRED,
                applied,
                List.of(),
                LAUNCHED.plusSeconds(secondsAfterLaunch),
                Duration.ofMinutes(2));
    }
}
