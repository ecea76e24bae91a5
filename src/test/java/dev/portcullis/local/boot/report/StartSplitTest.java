package dev.portcullis.local.boot.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StartSplitTest {
    private static final Instant POWER_ON = Instant.ofEpochSecond(1_000);

    private final StartSplit split = StartSplit.of(
            started(1_002, "portcullis-litellm.service") + started(1_004, "postgresql@17-main.service"),
            new StartSplit.Moments(
                    POWER_ON, POWER_ON.plusSeconds(7), POWER_ON.plusSeconds(12), POWER_ON.plusSeconds(13)));

    @Test
    void the_parts_of_a_later_start_add_up_to_the_whole_of_it() {
        assertThat(split.whole()).isEqualTo(Duration.ofSeconds(13));
        assertThat(split.system()).isEqualTo(Duration.ofSeconds(2));
        assertThat(split.imports()).isEqualTo(Duration.ofSeconds(10));
        assertThat(split.rest()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_database_and_the_gate_are_told_by_the_moment_at_which_they_were_there() {
        assertThat(split.postgres()).isEqualTo(Duration.ofSeconds(4));
        assertThat(split.gate()).isEqualTo(Duration.ofSeconds(7));
    }

    private static String started(long second, String unit) {
        return "{\"__REALTIME_TIMESTAMP\":\"" + second + "000000\",\"MESSAGE\":\"any words\","
                + "\"MESSAGE_ID\":\"39f53479d3a045ac8e11786248231fbf\",\"UNIT\":\"" + unit + "\"}\n";
    }
}
