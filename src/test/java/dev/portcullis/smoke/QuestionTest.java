package dev.portcullis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.probe.PaidQuestion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class QuestionTest {
    private static final Catalogue CATALOGUE = Shipped.catalogue();

    @Test
    void the_cheapest_completion_of_all_models_costs_less_than_a_tenth_of_a_cent() {
        Set<String> all = CATALOGUE.models().stream().map(model -> model.name()).collect(Collectors.toSet());
        PaidQuestion question = Question.cheapest(CATALOGUE, all).orElseThrow();

        assertThat(PaidQuestion.mostDollars(List.of(question)))
                .isBetween(new BigDecimal("0.0001"), new BigDecimal("0.001"));
    }

    @Test
    void only_what_the_key_may_use_is_asked() {
        String dear = CATALOGUE.models().get(0).name();

        assertThat(Question.cheapest(CATALOGUE, Set.of(dear, "unheard-of"))
                        .orElseThrow()
                        .model()
                        .model()
                        .name())
                .isEqualTo(dear);
        assertThat(Question.cheapest(CATALOGUE, Set.of("unheard-of"))).isEmpty();
    }

    @Test
    void a_key_is_asked_about_its_own_capabilities_alone() {
        Set<String> all = CATALOGUE.models().stream().map(model -> model.name()).collect(Collectors.toSet());

        assertThat(Question.all(CATALOGUE, Set.of("messages", "models", "key"), all).stream()
                        .map(PaidQuestion::path))
                .containsExactly("/v1/messages", "/v1/messages/count_tokens");
        assertThat(Question.all(CATALOGUE, Set.of("chat", "images"), Set.of("nova-micro")).stream()
                        .map(PaidQuestion::path))
                .containsExactly("/v1/chat/completions");
    }

    @Test
    void every_call_together_costs_what_a_picture_costs_and_little_more() {
        Set<String> all = CATALOGUE.models().stream().map(model -> model.name()).collect(Collectors.toSet());

        assertThat(PaidQuestion.mostDollars(Question.all(CATALOGUE, Set.of("*"), all)))
                .isBetween(new BigDecimal("0.04"), new BigDecimal("0.05"));
    }
}
