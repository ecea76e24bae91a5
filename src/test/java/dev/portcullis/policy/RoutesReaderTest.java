package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutesReaderTest {
    private static final String GOOD = """
            alwaysOn: [models]
            routes:
              - method: POST
                path: /v1/chat/completions
                shape: openai-chat
                capability: chat
                body: 512KiB
              - method: GET
                path: /v1/models/{id}
                shape: models
                capability: models
                body: 0
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_good_file_is_read_whole() throws IOException {
        Problems problems = new Problems();

        Optional<Routes> routes = read(GOOD, problems);

        assertThat(problems.all()).isEmpty();
        assertThat(routes.map(Routes::all))
                .contains(List.of(
                        new Route("POST", "/v1/chat/completions", ApiShape.OPENAI_CHAT, "chat", 524_288),
                        new Route("GET", "/v1/models/{id}", ApiShape.MODELS, "models", 0)));
    }

    /** Each row changes one text of the good file; {@code //} in it stands for a new line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            method: POST | method: post | routes.yaml:3 method: expected GET, POST or DELETE, got 'post'
            method: POST | method: OPTIONS | routes.yaml:3 method: expected GET, POST or DELETE, got 'OPTIONS'
            /v1/chat/completions | /v1/Chat | routes.yaml:4 path: expected a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}, got '/v1/Chat'
            /v1/chat/completions | /v1/chat/ | routes.yaml:4 path: expected a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}, got '/v1/chat/'
            /v1/chat/completions | /v1//chat | routes.yaml:4 path: expected a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}, got '/v1//chat'
            /v1/chat/completions | /v1/{id}/chat | routes.yaml:4 path: expected a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}, got '/v1/{id}/chat'
            /v1/chat/completions | /v1/{id} | routes.yaml:4 path: expected a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}, got '/v1/{id}'
            /v1/chat/completions | /v1/* | routes.yaml:4 path: expected a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}, got '/v1/*'
            /v1/chat/completions | /health | routes.yaml:4 path: expected a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}, got '/health'
            /v1/chat/completions | /v1 | routes.yaml:4 path: expected a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}, got '/v1'
            openai-chat | openai | routes.yaml:5 shape: expected one of openai-chat, openai-responses, openai-embeddings, openai-images-generations, openai-images-edits, anthropic-messages, anthropic-count-tokens, models, key, got 'openai'
            capability: chat | capability: Chat! | routes.yaml:6 capability: expected a word of a-z and 0-9, got 'Chat!'
            body: 512KiB | body: 512kb | routes.yaml:7 body: expected 0 or a size from 1KiB to 95MiB, such as 32MiB, got '512kb'
            body: 512KiB | body: 96MiB | routes.yaml:7 body: expected 0 or a size from 1KiB to 95MiB, such as 32MiB, got '96MiB'
            body: 512KiB | body: -1 | routes.yaml:7 body: expected 0 or a size from 1KiB to 95MiB, such as 32MiB, got '-1'
            body: 512KiB | body: 0 | routes.yaml:7 body: expected a size above 0 for POST, got 0
            body: 0 | body: 1KiB | routes.yaml:12 body: expected 0 for GET, got 1024 bytes
            body: 512KiB | body: | routes.yaml:7 body: expected 0 or a size from 1KiB to 95MiB, such as 32MiB, got an empty value
            method: POST | methods: POST | routes.yaml:3 method: expected GET, POST or DELETE, got nothing
            [models] | [model] | routes.yaml:1 alwaysOn: expected capabilities that a route names, got 'model'
            [models] | models | routes.yaml:1 alwaysOn: expected a list, got 'models'
            alwaysOn: | always: | routes.yaml:1 always: expected a known key, got 'always'
            """)
    void one_mistake_is_told_with_its_line(String right, String wrong, String message) throws IOException {
        Problems problems = new Problems();

        Optional<Routes> routes = read(GOOD.replaceFirst(Pattern.quote(right), wrong), problems);

        assertThat(routes).isEmpty();
        assertThat(problems.all().get(0).render().lines().findFirst()).contains(message);
    }

    @Test
    void an_unknown_key_is_told_with_the_nearest_known_one() throws IOException {
        Problems problems = new Problems();

        read(GOOD.replace("body: 512KiB", "body: 512KiB\n    shap: x"), problems);

        assertThat(problems.all())
                .containsExactly(new Problem("routes.yaml:8 shap", "a known key", "'shap'", "Did you mean 'shape'?"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/models/{id}, GET /v1/models/{id}",
        "GET, /v1/models/list, GET /v1/models/list",
    })
    void a_route_that_another_covers_is_refused(String method, String path, String given) throws IOException {
        Problems problems = new Problems();

        Optional<Routes> routes = read(GOOD + entry(method, path), problems);

        assertThat(routes).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        "routes.yaml:14 path",
                        "each method and path once",
                        given + ", which routes.yaml:8 covers already",
                        "Remove one of the two"));
    }

    @Test
    void a_tree_over_an_earlier_exact_path_is_refused() throws IOException {
        Problems problems = new Problems();

        read(GOOD + entry("GET", "/v1/files/list") + entry("GET", "/v1/files/{id}"), problems);

        assertThat(problems.all())
                .extracting(Problem::given)
                .containsExactly("GET /v1/files/{id}, which routes.yaml:13 covers already");
    }

    @Test
    void the_same_path_under_another_method_is_not_an_overlap() throws IOException {
        Problems problems = new Problems();

        Optional<Routes> routes = read(GOOD + entry("GET", "/v1/chat/completions"), problems);

        assertThat(problems.all()).isEmpty();
        assertThat(routes.map(table -> table.all().size())).contains(3);
    }

    @Test
    void a_file_without_routes_is_refused() throws IOException {
        Problems problems = new Problems();

        assertThat(read("alwaysOn: []\n", problems)).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        "routes.yaml:1 routes", "at least one route", "none", "Add '- method: ...' entries below it"));
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        Problems problems = new Problems();

        assertThat(Routes.read(folder.resolve("routes.yaml"), problems)).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        "routes.yaml", "a readable UTF-8 file", "an error: NoSuchFileException", "Check routes.yaml"));
    }

    @Test
    void all_mistakes_of_a_file_are_told_at_once() throws IOException {
        Problems problems = new Problems();

        read(GOOD.replace("POST", "PUT").replace("openai-chat", "chat").replace("body: 0", "body: 7"), problems);

        assertThat(problems.all())
                .extracting(Problem::where)
                .containsExactly("routes.yaml:3 method", "routes.yaml:5 shape", "routes.yaml:12 body");
    }

    private static String entry(String method, String path) {
        return """
                  - method: %s
                    path: %s
                    shape: models
                    capability: models
                    body: 0
                """.formatted(method, path);
    }

    private Optional<Routes> read(String text, Problems problems) throws IOException {
        return Routes.read(Files.writeString(folder.resolve("routes.yaml"), text), problems);
    }
}
