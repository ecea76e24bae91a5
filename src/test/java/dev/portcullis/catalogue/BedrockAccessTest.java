package dev.portcullis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BedrockAccessTest {
    private final Catalogue catalogue = SmallCatalogue.catalogue();

    @Test
    void a_profile_needs_itself_and_its_model_wherever_it_routes_to() {
        BedrockAccess access = BedrockAccess.of(catalogue, "eu", "eu-west-1", "123456789012");

        assertThat(access.profiles())
                .containsExactly("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.sage-1");
        assertThat(access.modelsThroughProfiles())
                .containsExactly("arn:aws:bedrock:*::foundation-model/anthropic.sage-1");
    }

    @Test
    void a_bare_id_needs_its_model_in_each_region_it_is_called_in() {
        assertThat(BedrockAccess.of(catalogue, "eu", "eu-west-1", "123456789012")
                        .models())
                .containsExactly(
                        "arn:aws:bedrock:eu-south-1::foundation-model/mistral.scribe-8b",
                        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.vector-v2:0",
                        "arn:aws:bedrock:eu-west-1::foundation-model/mistral.scribe-8b");
        assertThat(BedrockAccess.of(catalogue, "eu", "eu-north-1", "123456789012")
                        .models())
                .containsExactly(
                        "arn:aws:bedrock:eu-south-1::foundation-model/mistral.scribe-8b",
                        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.vector-v2:0",
                        "arn:aws:bedrock:eu-west-1::foundation-model/mistral.scribe-8b");
    }

    @Test
    void a_global_profile_needs_the_same() {
        BedrockAccess access = BedrockAccess.of(catalogue, "global", "sa-east-1", "123456789012");

        assertThat(access.profiles())
                .containsExactly("arn:aws:bedrock:sa-east-1:123456789012:inference-profile/global.anthropic.sage-1");
        assertThat(access.modelsThroughProfiles())
                .containsExactly("arn:aws:bedrock:*::foundation-model/anthropic.sage-1");
        assertThat(access.models()).isEmpty();
    }

    @Test
    void tokens_are_counted_on_the_base_id_of_models_that_can_and_of_no_others() {
        assertThat(BedrockAccess.of(catalogue, "eu", "eu-west-1", "123456789012")
                        .countTokens())
                .containsExactly("arn:aws:bedrock:eu-west-1::foundation-model/anthropic.sage-1");
        assertThat(BedrockAccess.of(catalogue, "us", "us-east-1", "123456789012")
                        .countTokens())
                .isEmpty();
    }

    @Test
    void a_profile_that_the_stacks_region_cannot_call_is_called_and_granted_in_its_first_region() {
        assertThat(BedrockAccess.of(catalogue, "us", "us-west-1", "123456789012")
                        .profiles())
                .containsExactly("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.stability.brush-v1:0");
    }

    @Test
    void models_that_share_an_id_are_granted_once() {
        Catalogue twice = SmallCatalogue.read(SmallCatalogue.YAML.replace("retired:\n", """
                  - name: brush-again
                    vendor: stability
                    kind: image
                    bedrock:
                      us:
                        id: us.stability.brush-v1:0
                        regions: [us-west-2]
                    prices:
                      image: 0.07
                retired:
                """));

        assertThat(BedrockAccess.of(twice, "us", "us-west-2", "123456789012").modelsThroughProfiles())
                .containsExactly("arn:aws:bedrock:*::foundation-model/stability.brush-v1:0");
    }
}
