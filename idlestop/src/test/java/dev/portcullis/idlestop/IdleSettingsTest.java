package dev.portcullis.idlestop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleSettingsTest {
    private static final String REMEDY = "\n  The stack sets these: run `pulumi up`, and do not edit the function";

    @Test
    void every_variable_is_read() {
        assertThat(IdleSettings.of(environment("i-0123456789abcdef0", "Portcullis/dev", "PT30M")))
                .isEqualTo(new IdleSettings(
                        "i-0123456789abcdef0", "Portcullis/dev", Duration.ofMinutes(30), AwakeTime.NEVER));
    }

    @Test
    void an_empty_environment_names_every_variable_at_once() {
        assertThatThrownBy(() -> IdleSettings.of(Map.of()))
                .isInstanceOf(BadEnvironment.class)
                .hasMessage("""
                        INSTANCE_ID: expected an instance id such as i-0123456789abcdef0, got nothing
                        METRIC_NAMESPACE: expected a namespace such as Portcullis/dev, got nothing
                        IDLE_STOP_AFTER: expected whole minutes from PT5M to PT24H such as PT30M, got nothing""" + REMEDY);
    }

    @ParameterizedTest
    @CsvSource({"mi-0123456789abcdef0", "i-XYZ", "i-"})
    void what_is_no_instance_id_is_refused(String id) {
        assertThatThrownBy(() -> IdleSettings.of(environment(id, "Portcullis/dev", "PT30M")))
                .hasMessage(
                        "INSTANCE_ID: expected an instance id such as i-0123456789abcdef0, got '" + id + "'" + REMEDY);
    }

    @ParameterizedTest
    @CsvSource({"AWS/EC2", "a b", "a:b"})
    void a_namespace_that_nobody_can_publish_to_is_refused(String namespace) {
        assertThatThrownBy(() -> IdleSettings.of(environment("i-0123456789abcdef0", namespace, "PT30M")))
                .hasMessage("METRIC_NAMESPACE: expected a namespace such as Portcullis/dev, got '" + namespace + "'"
                        + REMEDY);
    }

    @ParameterizedTest
    @CsvSource({"PT4M59S", "PT24H1M", "PT30M30S", "-PT30M", "30", "30m"})
    void a_duration_that_is_out_of_bounds_or_none_is_refused(String duration) {
        assertThatThrownBy(() -> IdleSettings.of(environment("i-0123456789abcdef0", "Portcullis/dev", duration)))
                .hasMessage("IDLE_STOP_AFTER: expected whole minutes from PT5M to PT24H such as PT30M, got '" + duration
                        + "'" + REMEDY);
    }

    @ParameterizedTest
    @CsvSource({"PT5M, 5", "PT24H, 1440", "P1D, 1440", "PT1H30M, 90"})
    void the_bounds_are_allowed(String duration, long minutes) {
        assertThat(IdleSettings.of(environment("i-0123456789abcdef0", "Portcullis/dev", duration))
                        .idleStopAfter()
                        .toMinutes())
                .isEqualTo(minutes);
    }

    private static Map<String, String> environment(String instance, String namespace, String after) {
        return Map.of("INSTANCE_ID", instance, "METRIC_NAMESPACE", namespace, "IDLE_STOP_AFTER", after);
    }
}
