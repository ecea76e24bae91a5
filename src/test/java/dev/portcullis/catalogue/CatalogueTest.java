package dev.portcullis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.portcullis.settings.value.Usd;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
    private static final Prices EMBEDDING =
            Prices.ofTokens(new TokenPrices(usd("0.02"), Usd.ZERO, usd("0.02"), usd("0.02"), usd("0.02")));

    private final Catalogue catalogue = SmallCatalogue.catalogue();

    @Test
    void an_entry_is_read_as_written() {
        assertThat(catalogue.models().get(2))
                .isEqualTo(new Model(
                        "vector",
                        List.of(),
                        "amazon",
                        ModelKind.EMBEDDING,
                        Optional.empty(),
                        8192,
                        0,
                        OptionalLong.empty(),
                        135,
                        Set.of(),
                        Map.of("eu", new BedrockId("eu", "amazon.vector-v2:0", List.of("eu-west-1"))),
                        Map.of("eu", EMBEDDING)));
    }

    @Test
    void a_chat_model_keeps_its_limits_capabilities_and_aliases() {
        Model sage = catalogue.find("sage-latest").orElseThrow();

        assertThat(sage.name()).isEqualTo("sage");
        assertThat(sage.contextTokens()).isEqualTo(1_000_000);
        assertThat(sage.outputTokens()).isEqualTo(128_000);
        assertThat(sage.capabilities()).containsExactly(Capability.COUNT_TOKENS, Capability.PROMPT_CACHING);
        assertThat(catalogue.find("Sage")).isEmpty();
    }

    @Test
    void only_models_with_an_entry_for_the_geography_are_offered_in_file_order() {
        assertThat(catalogue.offered("eu"))
                .extracting(offered -> offered.model().name() + " " + offered.bedrockId() + " " + offered.regions())
                .containsExactly(
                        "sage eu.anthropic.sage-1 [eu-west-1, eu-north-1]",
                        "scribe mistral.scribe-8b [eu-south-1, eu-west-1]",
                        "vector amazon.vector-v2:0 [eu-west-1]");
        assertThat(catalogue.offered("global"))
                .extracting(OfferedModel::bedrockId)
                .containsExactly("global.anthropic.sage-1");
        assertThat(catalogue.offered("jp")).isEmpty();
    }

    @Test
    void a_named_set_of_regions_stands_for_its_regions() {
        Catalogue named = SmallCatalogue.read("regionSets:\n  north: [eu-north-1, eu-west-1]\n"
                + SmallCatalogue.YAML.replace("[eu-south-1, eu-west-1]", "[eu-south-1, north]"));

        assertThat(named.offered("eu").get(1).regions()).containsExactly("eu-south-1", "eu-north-1", "eu-west-1");
    }

    @Test
    void an_unknown_geography_is_a_mistake_of_the_caller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.offered("europe"))
                .withMessage("geography 'europe', known: [us, eu, apac, jp, au, global]");
    }

    @Test
    void a_prompt_above_the_threshold_pays_the_dearer_tier_for_all_its_tokens() {
        Prices prices = catalogue.offered("eu").get(0).prices();

        assertThat(prices.forPrompt(100_000))
                .isEqualTo(new TokenPrices(usd("0.11"), usd("0.55"), usd("0.011"), usd("0.1375"), usd("0.22")));
        assertThat(prices.forPrompt(100_001))
                .isEqualTo(new TokenPrices(usd("0.55"), usd("2.75"), usd("0.55"), usd("0.55"), usd("0.55")));
    }

    @Test
    void a_price_of_a_geography_replaces_the_whole_set_and_a_missing_cache_price_is_the_input_price() {
        Prices prices = catalogue.offered("global").get(0).prices();

        assertThat(prices)
                .isEqualTo(
                        Prices.ofTokens(new TokenPrices(usd("0.1"), usd("0.5"), usd("0.1"), usd("0.1"), usd("0.1"))));
        assertThat(prices.forPrompt(1_000_000)).isEqualTo(prices.standard());
    }

    @Test
    void an_image_model_is_priced_by_the_image() {
        OfferedModel brush = catalogue.offered("us").get(1);

        assertThat(brush.prices()).isEqualTo(Prices.ofImage(usd("0.07")));
        assertThat(brush.model().can(Capability.IMAGE_EDITS)).isTrue();
        assertThat(brush.model().contextTokens()).isZero();
    }

    @Test
    void calls_go_to_the_stacks_region_where_the_model_is_there_and_else_to_the_first_listed() {
        OfferedModel scribe = catalogue.offered("eu").get(1);

        assertThat(scribe.callRegion("eu-west-1")).isEqualTo("eu-west-1");
        assertThat(scribe.callRegion("eu-central-1")).isEqualTo("eu-south-1");
        assertThat(catalogue.offered("global").get(0).callRegion("sa-east-1")).isEqualTo("sa-east-1");
    }

    @Test
    void a_bare_id_is_called_in_its_other_regions_too_under_names_of_their_own() {
        OfferedModel scribe = catalogue.offered("eu").get(1);

        assertThat(scribe.callRegions("eu-west-1")).containsExactly("eu-west-1", "eu-south-1");
        assertThat(scribe.callRegions("eu-central-1")).containsExactly("eu-south-1", "eu-west-1");
        assertThat(scribe.deployments()).containsExactly("scribe", "scribe@2");
        assertThat(catalogue.find("scribe@2")).isEmpty();
    }

    @Test
    void a_profile_is_called_in_one_region() {
        OfferedModel sage = catalogue.offered("eu").get(0);
        OfferedModel everywhere = catalogue.offered("global").get(0);

        assertThat(sage.regions()).hasSize(2);
        assertThat(sage.callRegions("eu-north-1")).containsExactly("eu-north-1");
        assertThat(sage.deployments()).containsExactly("sage");
        assertThat(everywhere.callRegions("sa-east-1")).containsExactly("sa-east-1");
        assertThat(everywhere.deployments()).containsExactly("sage");
    }

    @Test
    void no_model_is_called_in_more_regions_than_a_request_is_attempted() {
        BedrockId wide = new BedrockId("eu", "a.b", List.of("eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1"));

        assertThat(wide.callRegions("eu-north-1")).containsExactly("eu-north-1", "eu-west-1", "eu-west-2");
        assertThat(wide.places()).isEqualTo(3);
    }

    @Test
    void a_retired_model_is_found_by_name_or_id_and_names_its_successor() {
        RetiredModel old = new RetiredModel("old-brush", "amazon.old-brush-v1:0", LocalDate.of(2026, 9, 30), "brush");

        assertThat(catalogue.retired("old-brush")).contains(old);
        assertThat(catalogue.retired("amazon.old-brush-v1:0")).contains(old);
        assertThat(catalogue.retired("brush")).isEmpty();
        assertThat(catalogue.find("old-brush")).isEmpty();
    }

    @Test
    void a_model_that_retires_within_90_days_is_a_warning() {
        assertThat(retiring("2027-02-19").warnings())
                .containsExactly("Model 'vector' retires on 2027-02-19, in 90 days. Its successor is 'sage'");
        assertThat(retiring("2026-11-22").warnings())
                .containsExactly("Model 'vector' retires on 2026-11-22, in 1 day. Its successor is 'sage'");
        assertThat(retiring("2027-02-20").warnings()).isEmpty();
    }

    private static Catalogue retiring(String date) {
        return SmallCatalogue.read(SmallCatalogue.YAML.replace(
                "    contextTokens: 8192\n",
                "    contextTokens: 8192\n    retires: " + date + "\n    successor: sage\n"));
    }

    private static Usd usd(String text) {
        return Usd.ofDollars(text);
    }
}
