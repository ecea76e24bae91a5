package dev.portcullis.idlestop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WakeSettingsTest {
    @Test
    void every_variable_is_read() {
        assertThat(WakeSettings.of(environment("/portcullis/dev/wake-secret", "40")))
                .isEqualTo(
                        new WakeSettings("i-0123456789abcdef0", "Portcullis/dev", "/portcullis/dev/wake-secret", 40));
    }

    @Test
    void an_empty_environment_names_every_variable_at_once() {
        assertThatThrownBy(() -> WakeSettings.of(Map.of()))
                .isInstanceOf(BadEnvironment.class)
                .hasMessage("""
                INSTANCE_ID: expected an instance id such as i-0123456789abcdef0, got nothing
                METRIC_NAMESPACE: expected a namespace such as Portcullis/dev, got nothing
                SECRET_PARAMETER: expected a name such as /portcullis/dev/wake-secret, got nothing
                WAKES_PER_DAY: expected a whole number from 1 to 999 such as 40, got nothing
                  The stack sets these: run `pulumi up`, and do not edit the function""");
    }

    @ParameterizedTest
    @CsvSource({"wake-secret, 40", "/a b, 40", "/portcullis/dev/wake-secret, 0", "/portcullis/dev/wake-secret, 1000"})
    void a_value_out_of_bounds_is_refused(String parameter, String perDay) {
        assertThatThrownBy(() -> WakeSettings.of(environment(parameter, perDay)))
                .isInstanceOf(BadEnvironment.class);
    }

    private static Map<String, String> environment(String parameter, String perDay) {
        return Map.of(
                "INSTANCE_ID",
                "i-0123456789abcdef0",
                "METRIC_NAMESPACE",
                "Portcullis/dev",
                "SECRET_PARAMETER",
                parameter,
                "WAKES_PER_DAY",
                perDay);
    }
}
