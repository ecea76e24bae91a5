package dev.portcullis.local.boot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.local.boot.guest.BootFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Instant POWER_ON = Instant.ofEpochSecond(1_000);

    @Test
    void the_parts_add_up_to_the_time_from_power_on_to_the_first_answer() {
        String journal = String.join(
                "\n",
                line(1_003, "[install-started] 0123456789abcdef: any words"),
                line(1_023, "[packages-installed] any words"),
                line(1_050, "[python-installed] any words"),
                started(1_053),
                line(1_061, "[litellm-ready] any words"));

        Split split = Split.of(journal, POWER_ON, POWER_ON.plusSeconds(2), POWER_ON.plusSeconds(62));

        assertThat(split).isEqualTo(new Split(seconds(2), seconds(20), seconds(27), seconds(8), seconds(5)));
        assertThat(split.steps().stream().map(BootReport.Step::took).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(seconds(62));
    }

    @Test
    void python_s_packages_that_are_there_before_debian_s_take_no_time_of_their_own() {
        String journal = String.join(
                "\n",
                line(1_003, "[install-started] 0123456789abcdef: any words"),
                line(1_020, "[python-installed] any words"),
                line(1_023, "[packages-installed] any words"),
                started(1_024),
                line(1_030, "[litellm-ready] any words"));

        assertThat(Split.of(journal, POWER_ON, POWER_ON.plusSeconds(2), POWER_ON.plusSeconds(31))
                        .python())
                .isZero();
    }

    @Test
    void a_journal_without_a_mark_is_no_measurement() {
        assertThatThrownBy(() -> Split.of(line(1_003, "something"), POWER_ON, POWER_ON, POWER_ON))
                .isInstanceOf(BootFailure.class)
                .hasMessageContaining("expected the event 'packages-installed', got none");
    }

    @Test
    void the_host_writes_every_event_that_is_looked_for() throws IOException {
        StringBuilder scripts = new StringBuilder();
        for (String name : List.of("__main__.py", "install.py", "services.py")) {
            scripts.append(Files.readString(Path.of("userdata/host", name)));
        }

        assertThat(scripts)
                .contains(
                        "\"" + Split.INSTALL_STARTED + "\")",
                        "\"" + Split.PACKAGES_INSTALLED + "\")",
                        "\"" + Split.PYTHON_INSTALLED + "\")",
                        "Check(\"" + Split.LITELLM_READY + "\"");
    }

    @Test
    void the_report_says_which_part_is_which() {
        List<String> names = new Split(seconds(1), seconds(1), seconds(1), seconds(1), seconds(1))
                .steps().stream().map(BootReport.Step::name).toList();

        assertThat(names)
                .containsExactly(
                        "  of that cloud-init",
                        "  of that Debian's packages",
                        "  of that Python's packages, beyond those",
                        "  of that LiteLLM's import",
                        "  of that ours");
    }

    private static String line(long second, String message) {
        return "{\"__REALTIME_TIMESTAMP\":\"" + second + "000000\",\"MESSAGE\":\"" + message + "\"}";
    }

    /** As PID 1 writes it; the entry of another unit's start differs in UNIT. */
    private static String started(long second) {
        return "{\"__REALTIME_TIMESTAMP\":\"" + (second - 1) + "000000\",\"MESSAGE\":\"any words\","
                + "\"MESSAGE_ID\":\"39f53479d3a045ac8e11786248231fbf\",\"UNIT\":\"portcullis-gate.service\"}\n"
                + "{\"__REALTIME_TIMESTAMP\":\"" + second + "000000\",\"MESSAGE\":\"any words\","
                + "\"MESSAGE_ID\":\"39f53479d3a045ac8e11786248231fbf\",\"UNIT\":\"portcullis-litellm.service\"}";
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
