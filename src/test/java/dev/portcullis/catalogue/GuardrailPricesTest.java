package dev.portcullis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.settings.value.Usd;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GuardrailPricesTest {
    private final GuardrailPrices prices = Shipped.catalogue().guardrail().orElseThrow();

    @Test
    void each_policy_costs_its_units() {
        assertThat(prices.of(Map.of(
                        "contentPolicyUnits", 3L,
                        "topicPolicyUnits", 3L,
                        "sensitiveInformationPolicyUnits", 3L,
                        "wordPolicyUnits", 3L,
                        "contentPolicyImageUnits", 2L)))
                .isEqualTo(Usd.ofDollars("0.0027"));
    }

    @Test
    void the_most_is_the_price_of_every_policy_for_text() {
        assertThat(prices.most(1_000)).isEqualTo(Usd.ofDollars("0.67"));
        assertThat(prices.most(1)).isEqualTo(Usd.ofDollars("0.00067"));
    }

    @Test
    void a_counter_without_a_price_is_as_dear_as_all_policies_together() {
        assertThat(prices.of(Map.of("newPolicyUnits", 1_000L))).isEqualTo(Usd.ofDollars("0.67"));
    }
}
