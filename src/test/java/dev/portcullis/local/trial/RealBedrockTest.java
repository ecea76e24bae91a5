package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.input.BadInput;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RealBedrockTest {
    private static final Catalogue CATALOGUE = Shipped.catalogue();

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, us-east-1, ap-south-1, eu-west-1, eu",
        "'', us-east-1, ap-south-1, us-east-1, us",
        "'', '', ap-south-1, ap-south-1, apac",
        "ap-northeast-1, '', '', ap-northeast-1, jp",
        "sa-east-1, '', '', sa-east-1, global"
    })
    void the_region_is_the_nearest_one_said_and_the_geography_its_narrowest(
            String option, String first, String second, String region, String geography) {
        RealBedrock bedrock =
                RealBedrock.of(option, Map.of("AWS_REGION", first, "AWS_DEFAULT_REGION", second), CATALOGUE);

        assertThat(bedrock.region()).isEqualTo(region);
        assertThat(bedrock.geography()).isEqualTo(geography);
    }

    @Test
    void without_a_region_it_is_said_where_one_was_looked_for() {
        assertThatThrownBy(() -> RealBedrock.of("", Map.of(), CATALOGUE))
                .isInstanceOf(BadInput.class)
                .hasMessage("""
                --region: expected a region such as us-east-1, got none, and neither AWS_REGION nor AWS_DEFAULT_REGION
                  Add --region with the region whose Bedrock to ask\
                """);
    }

    @Test
    void what_is_no_region_is_named() {
        assertThatThrownBy(() -> RealBedrock.of("frankfurt", Map.of("AWS_REGION", "us-east-1"), CATALOGUE))
                .isInstanceOf(BadInput.class)
                .hasMessage("""
                --region: expected a region such as us-east-1, got 'frankfurt'
                  Add --region with the region whose Bedrock to ask\
                """);
    }

    @Test
    void litellm_is_handed_the_callers_settings() {
        RealBedrock bedrock = RealBedrock.of(
                "us-east-1",
                Map.of("AWS_SECRET_ACCESS_KEY", "very-secret", "AWS_PROFILE", "dev", "OPENAI_API_KEY", "x"),
                CATALOGUE);

        assertThat(bedrock.environment())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("AWS_SECRET_ACCESS_KEY", "very-secret", "AWS_PROFILE", "dev"));
    }

    @Test
    void before_it_starts_it_says_what_the_checks_may_cost_at_most_and_what_is_left_out() {
        RealBedrock bedrock = RealBedrock.of("us-east-1", Map.of(), CATALOGUE);

        assertThat(bedrock.notice(CATALOGUE)).isEqualTo("""
                Amazon Bedrock itself in us-east-1, with your AWS credentials: this costs money.
                  The 4 checks that ask a model cost at most $0.0003 together; what you ask afterwards costs what AWS charges.
                  Left out, since only the stand-in can be told to: a long silence, a hang-up. Left out for their price: images.\
                """);
    }
}
