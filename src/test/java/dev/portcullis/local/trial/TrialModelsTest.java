package dev.portcullis.local.trial;

import static dev.portcullis.local.trial.TrialModels.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.litellm.Shipped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrialModelsTest {
    @Test
    void the_stand_in_is_asked_for_the_first_of_each_kind() {
        TrialModels models = TrialModels.first(Shipped.catalogue().offered("us"));

        assertThat(name(models.chat())).isEqualTo("nova-pro");
        assertThat(name(models.claude())).isEqualTo("claude-opus-5-5");
        assertThat(models.embedding().map(TrialModels::name)).contains("titan-embed-text-v2");
        assertThat(models.image().map(TrialModels::name)).contains("sd3.5-large");
        assertThat(models.countsTokens()).isTrue();
    }

    /** apac has no Claude and au nothing else. */
    @ParameterizedTest
    @CsvSource({
        "us, ministral-3b, claude-haiku-5-5, true",
        "apac, nova-micro, nova-micro, false",
        "au, claude-haiku-5-5, claude-haiku-5-5, true"
    })
    void bedrock_itself_is_asked_for_what_costs_least(
            String geography, String chat, String claude, boolean countsTokens) {
        TrialModels models = TrialModels.cheapest(Shipped.catalogue().offered(geography));

        assertThat(name(models.chat())).isEqualTo(chat);
        assertThat(name(models.claude())).isEqualTo(claude);
        assertThat(models.countsTokens()).isEqualTo(countsTokens);
    }
}
