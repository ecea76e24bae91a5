package dev.portcullis.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the project's own catalogue, and on one with a model that soon retires. */
final class ModelsCommandTest {
    private final LocalDate today = LocalDate.now(Clock.systemUTC());

    @TempDir
    private Path folder;

    private String out = "";
    private String err = "";

    private int ask(Path project, String... words) {
        StringWriter outWriter = new StringWriter();
        StringWriter errWriter = new StringWriter();
        int code = Main.run(project, new PrintWriter(outWriter), new PrintWriter(errWriter), words);
        out = outWriter.toString();
        err = errWriter.toString();
        return code;
    }

    private int ask(String... words) {
        return ask(Path.of("").toAbsolutePath(), words);
    }

    @Test
    void the_models_of_the_stacks_geography_are_listed_with_their_prices() {
        Catalogue catalogue = ModelsRead.catalogue(Path.of(""), today);

        assertThat(ask("models", "list")).isZero();

        assertThat(out).startsWith("NAME ").containsPattern("(?m)^claude-opus-5-5 +chat +4.4 / 22 +1000000 +-$");
        assertThat(out.lines().filter(line -> line.matches("[a-z].* (chat|embedding|image) .*")))
                .hasSize(catalogue.offered("eu").size());
    }

    @Test
    void a_list_can_be_of_one_kind_and_of_one_capability() {
        ask("models", "list", "--kind", "embedding");

        assertThat(out).contains("titan-embed-text-v2").doesNotContain("claude");
        ask("models", "list", "--capability", "images", "--json");
        JsonObject json = JsonParser.parseString(out).getAsJsonObject();
        assertThat(json.get("geography").getAsString()).isEqualTo("eu");
        assertThat(json.getAsJsonArray("models"))
                .isNotEmpty()
                .allMatch(model ->
                        model.getAsJsonObject().getAsJsonArray("capabilities").contains(new JsonPrimitive("images")));
    }

    @Test
    void an_unknown_capability_gets_the_near_one() {
        assertThat(ask("models", "list", "--capability", "imags")).isEqualTo(2);

        assertThat(err)
                .isEqualTo("--capability: expected a capability of the catalogue, got 'imags'\n"
                        + "  Did you mean 'images'?\n");
    }

    @Test
    void a_model_is_shown_by_its_alias_with_all_prices() {
        assertThat(ask("models", "show", "sonnet")).isZero();

        assertThat(out)
                .startsWith("MODEL ")
                .contains("claude-sonnet-5-5")
                .contains("no day is announced")
                .containsPattern("(?m)^global +2 / 10 +");
        ask("models", "show", "sonnet", "--json");
        assertThat(JsonParser.parseString(out)
                        .getAsJsonObject()
                        .getAsJsonObject("prices")
                        .getAsJsonObject("global")
                        .get("output")
                        .getAsString())
                .isEqualTo("10");
    }

    @Test
    void an_unknown_model_gets_the_near_one_and_a_retired_one_its_successor() throws IOException {
        assertThat(ask("models", "show", "claude-sonet-5-5")).isEqualTo(2);
        assertThat(err)
                .isEqualTo("MODEL: expected a model of the catalogue, got 'claude-sonet-5-5'\n"
                        + "  Did you mean 'claude-sonnet-5-5'?\n");

        String retired = Files.readString(Path.of("config/models.yaml"))
                .replaceFirst("(?s).*\nretired:\n.*?name: (\\S+).*", "$1");
        assertThat(ask("models", "show", retired)).isEqualTo(2);
        assertThat(err).startsWith("MODEL: '" + retired + "' retired on 2026-").contains("Its successor is '");
    }

    @Test
    void a_model_that_retires_soon_is_named_with_its_successor() throws IOException {
        Path project = folder;
        Files.createDirectory(project.resolve("config"));
        for (String file : new String[] {"Pulumi.yaml", "Pulumi.dev.yaml"}) {
            Files.copy(Path.of(file), project.resolve(file));
        }
        String models = Files.readString(Path.of("config/models.yaml"));
        LocalDate end = today.plusDays(30);
        Files.writeString(
                project.resolve("config/models.yaml"),
                models.replaceFirst(
                        "  - name: claude-opus-5\n",
                        "  - name: claude-opus-5\n    retires: " + end + "\n    successor: claude-opus-5-5\n"));

        assertThat(ask(project, "models", "list")).isZero();

        assertThat(out)
                .endsWith("claude-opus-5 retires on " + end + ": move its callers to claude-opus-5-5\n")
                .containsPattern("(?m)^claude-opus-5 .* " + end + "$");
    }
}
