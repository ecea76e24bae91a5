package dev.portcullis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Usd;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code config/models.yaml} itself. */
final class ShippedCatalogueTest {
    private final Catalogue catalogue = read();

    @Test
    void it_is_free_of_problems_and_warnings() {
        assertThat(catalogue.warnings()).isEmpty();
    }

    @Test
    void the_current_claude_models_cost_a_tenth_more_on_every_profile_but_the_global_one() {
        assertThat(standard("eu", "claude-opus-5-5"))
                .isEqualTo(prices("4.4", "22", "0.22", "5.5", "8.8"))
                .isEqualTo(standard("us", "claude-opus-5-5"));
        assertThat(standard("global", "claude-opus-5-5")).isEqualTo(prices("4", "20", "0.2", "5", "8"));
        assertThat(standard("eu", "claude-sonnet-5-5")).isEqualTo(prices("2.2", "11", "0.11", "2.75", "4.4"));
    }

    @Test
    void haiku_5_5_costs_five_times_as_much_above_100_000_prompt_tokens() {
        Prices haiku = offered("eu", "claude-haiku-5-5").prices();

        assertThat(haiku.forPrompt(100_000)).isEqualTo(prices("0.11", "0.55", "0.011", "0.1375", "0.22"));
        assertThat(haiku.forPrompt(100_001)).isEqualTo(prices("0.55", "2.75", "0.055", "0.6875", "1.1"));
    }

    @Test
    void every_model_has_a_price() {
        assertThat(catalogue.models())
                .allSatisfy(model -> assertThat(model.prices().values())
                        .isNotEmpty()
                        .allMatch(price -> price.image().micros() > 0
                                || price.standard().input().micros() > 0));
    }

    @Test
    void tokens_are_counted_for_claude_and_for_nothing_else() {
        assertThat(catalogue.models())
                .allMatch(model ->
                        model.can(Capability.COUNT_TOKENS) == model.vendor().equals("anthropic"));
    }

    @Test
    void the_models_that_are_gone_name_their_successors() {
        assertThat(Stream.of("nova-canvas", "amazon.titan-image-generator-v2:0", "nova-premier")
                        .map(name -> catalogue.retired(name).orElseThrow().successor()))
                .containsExactly("stable-image-core", "stable-image-core", "nova-pro");
    }

    private OfferedModel offered(String geography, String name) {
        return catalogue.offered(geography).stream()
                .filter(offered -> offered.model().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TokenPrices standard(String geography, String name) {
        return offered(geography, name).prices().standard();
    }

    private static TokenPrices prices(String input, String output, String read, String write5m, String write1h) {
        return new TokenPrices(
                Usd.ofDollars(input),
                Usd.ofDollars(output),
                Usd.ofDollars(read),
                Usd.ofDollars(write5m),
                Usd.ofDollars(write1h));
    }

    private static Catalogue read() {
        Problems problems = new Problems();
        var catalogue = Catalogue.read(Path.of("config/models.yaml"), SmallCatalogue.TODAY, problems);
        assertThat(problems.all()).isEmpty();
        return catalogue.orElseThrow();
    }
}
