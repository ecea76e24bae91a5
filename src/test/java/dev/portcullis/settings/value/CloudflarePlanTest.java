package dev.portcullis.settings.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudflarePlanTest {
    @ParameterizedTest
    @CsvSource({
        "FREE, free, 5, 1, 10, 10, false",
        "PRO, pro, 20, 2, 60, 3600, true",
        "BUSINESS, business, 100, 5, 600, 86400, true",
        "ENTERPRISE, enterprise, 1000, 100, 65535, 86400, true",
    })
    void a_plan_has_the_limits_of_the_providers_table(
            CloudflarePlan plan, String word, int custom, int rate, int period, int timeout, boolean host) {
        assertThat(plan.word()).isEqualTo(word);
        assertThat(List.of(plan.customRules(), plan.rateLimitRules(), plan.longestPeriod(), plan.longestTimeout()))
                .containsExactly(custom, rate, period, timeout);
        assertThat(plan.hostInRateLimit()).isEqualTo(host);
    }

    @Test
    void a_dearer_plan_never_allows_less() {
        assertThat(Arrays.stream(CloudflarePlan.values()).map(CloudflarePlan::customRules))
                .isSorted();
        assertThat(Arrays.stream(CloudflarePlan.values()).map(CloudflarePlan::rateLimitRules))
                .isSorted();
        assertThat(Arrays.stream(CloudflarePlan.values()).map(CloudflarePlan::longestPeriod))
                .isSorted();
    }
}
