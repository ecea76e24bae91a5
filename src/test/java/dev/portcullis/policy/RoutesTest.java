package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RoutesTest {
    private static final Routes ROUTES = Tables.shipped();

    @ParameterizedTest
    @MethodSource("dev.portcullis.policy.Corpus#pass")
    void what_must_pass_has_a_route(Corpus.Line line) {
        assertThat(ROUTES.match(line.method(), line.rawPath())).isPresent();
    }

    static List<Corpus.Line> attacksOnMethodOrPath() {
        return Corpus.attacks().stream().filter(Corpus.Line::gateToo).toList();
    }

    @ParameterizedTest
    @MethodSource({"attacksOnMethodOrPath", "dev.portcullis.policy.Corpus#gateOnly"})
    void an_attack_has_none(Corpus.Line line) {
        assertThat(ROUTES.match(line.method(), line.rawPath())).isEmpty();
    }

    @Test
    void what_only_the_edge_can_refuse_has_a_route() {
        assertThat(Corpus.attacks())
                .filteredOn(line -> !line.gateToo())
                .isNotEmpty()
                .allMatch(line -> ROUTES.match(line.method(), line.rawPath()).isPresent());
    }

    @Test
    void a_preflight_never_has_a_route() {
        assertThat(Corpus.pass())
                .allMatch(line -> ROUTES.match("OPTIONS", line.rawPath()).isEmpty());
    }

    @Test
    void the_table_ships_with_these_routes() {
        long mebibyte = 1_048_576;
        assertThat(ROUTES.all())
                .containsExactly(
                        new Route("POST", "/v1/chat/completions", ApiShape.OPENAI_CHAT, "chat", 24 * mebibyte),
                        new Route("POST", "/v1/messages", ApiShape.ANTHROPIC_MESSAGES, "messages", 24 * mebibyte),
                        new Route(
                                "POST",
                                "/v1/messages/count_tokens",
                                ApiShape.ANTHROPIC_COUNT_TOKENS,
                                "messages",
                                24 * mebibyte),
                        new Route("POST", "/v1/responses", ApiShape.OPENAI_RESPONSES, "responses", 24 * mebibyte),
                        new Route("POST", "/v1/embeddings", ApiShape.OPENAI_EMBEDDINGS, "embeddings", 4 * mebibyte),
                        new Route(
                                "POST",
                                "/v1/images/generations",
                                ApiShape.OPENAI_IMAGES_GENERATIONS,
                                "images",
                                mebibyte),
                        new Route("POST", "/v1/images/edits", ApiShape.OPENAI_IMAGES_EDITS, "images", 25 * mebibyte),
                        new Route("GET", "/v1/models", ApiShape.MODELS, "models", 0),
                        new Route("GET", "/v1/models/{id}", ApiShape.MODELS, "models", 0),
                        new Route("GET", "/v1/key", ApiShape.KEY, "key", 0));
        assertThat(ROUTES.alwaysOn()).containsExactlyInAnyOrder("models", "key");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "200, true", "201, false"})
    void a_trees_segment_has_at_most_two_hundred_characters(int length, boolean found) {
        assertThat(ROUTES.match("GET", "/v1/models/" + "x".repeat(length)).isPresent())
                .isEqualTo(found);
    }

    @Test
    void the_route_that_matches_is_told() {
        assertThat(ROUTES.match("GET", "/v1/models/claude-sonnet").map(Route::path))
                .isEqualTo(Optional.of("/v1/models/{id}"));
        assertThat(ROUTES.match("GET", "/v1/models").map(Route::path)).isEqualTo(Optional.of("/v1/models"));
    }

    @Test
    void a_capability_takes_all_its_routes_with_it() {
        Problems problems = new Problems();

        Routes rest = ROUTES.without(Set.of("messages", "chat"), problems);

        assertThat(problems.all()).isEmpty();
        assertThat(rest.all())
                .extracting(Route::path)
                .containsExactly(
                        "/v1/responses",
                        "/v1/embeddings",
                        "/v1/images/generations",
                        "/v1/images/edits",
                        "/v1/models",
                        "/v1/models/{id}",
                        "/v1/key");
    }

    @Test
    void without_nothing_the_table_is_the_same() {
        assertThat(ROUTES.without(Set.of(), new Problems())).isEqualTo(ROUTES);
    }

    @Test
    void what_cannot_be_switched_off_and_what_nobody_knows_are_problems() {
        Problems problems = new Problems();

        Routes rest = ROUTES.without(Set.of("models", "image", "telepathy"), problems);

        assertThat(problems.all())
                .containsExactly(
                        new Problem(
                                "portcullis:disabledCapabilities",
                                "a known capability",
                                "'image'",
                                "Did you mean 'images'?"),
                        new Problem(
                                "portcullis:disabledCapabilities",
                                "a capability that can be switched off",
                                "'models', which is always on",
                                "Remove 'models'; clients cannot work without it"),
                        new Problem(
                                "portcullis:disabledCapabilities",
                                "a known capability",
                                "'telepathy'",
                                "Known: chat, embeddings, images, messages, responses"));
        assertThat(rest).isEqualTo(ROUTES);
    }

    @Test
    void a_table_with_everything_off_is_a_problem() {
        Problems problems = new Problems();
        Routes chat = new Routes(List.of(ROUTES.all().get(0)), Set.of());

        chat.without(Set.of("chat"), problems);

        assertThat(problems.all())
                .containsExactly(new Problem(
                        "portcullis:disabledCapabilities",
                        "at least one capability left on",
                        "none",
                        "Remove one of the words"));
    }
}
