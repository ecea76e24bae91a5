package dev.portcullis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadCatalogueTest {

    /** One change to a good file, and the whole complaint about it; {@code ;} stands for a line break. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            vendor: mistral           | vendors: mistral           | models.yaml:30 vendor: expected text, got nothing;  Add the key 'vendor';models.yaml:31 vendors: expected a known key, got 'vendors';  Did you mean 'vendor'?
            input: 0.02               | input: -0.02               | models.yaml:54 input: expected US dollars with at most 6 decimals, not negative, got '-0.02';  Correct the value of 'input'
            input: 0.02               | input: 0.0000001           | models.yaml:54 input: expected US dollars with at most 6 decimals, not negative, got '0.0000001';  Correct the value of 'input'
            image: 0.07               | input: 0.07                | models.yaml:64 image: expected US dollars with at most 6 decimals, not negative, got nothing;  Add the key 'image';models.yaml:64 input: expected a known key, got 'input';  Known: geographies, image
            above: 100000             | above: 0                   | models.yaml:23 above: expected a whole number of tokens above 0, got '0';  Correct the value of 'above'
            outputTokens: 4096        | outputTokens: 4k           | models.yaml:34 outputTokens: expected a whole number of tokens above 0, got '4k';  Correct the value of 'outputTokens'
            kind: embedding           | kind: embeddings           | models.yaml:47 kind: expected one of chat, embedding, image, got 'embeddings';  Correct the value of 'kind'
            can: [imageEdits]         | can: [imageEdit]           | models.yaml:58 can: expected words from countTokens, promptCaching, imageEdits, tools, forcedTools, streamedTools, toolSearch, images, documents, reasoning, thinkingBudget, adaptiveThinking, effort, structuredOutput, sampling, prefill, systemTurns, streaming, got 'imageEdit';  Did you mean 'imageEdits'?
            name: vector              | name: a vector             | models.yaml:45 name: expected a name of letters, digits, '.' and '-', got 'a vector';  Correct the value of 'name'
            id: eu.anthropic.sage-1   | id: us.anthropic.sage-1    | models.yaml:12 id: expected a Bedrock id that starts with 'eu.' or has no geography, got 'us.anthropic.sage-1';  Correct the id, or move it below its own geography
            id: amazon.vector-v2:0    | id: vector                 | models.yaml:51 id: expected a Bedrock id that starts with 'eu.' or has no geography, got 'vector';  Correct the id, or move it below its own geography
            [eu-west-1, eu-north-1]   | [eu-west-1, us-east-1]     | models.yaml:13 regions: expected regions of the geography 'eu', got 'us-east-1';  Remove it or move the entry below its own geography
            [eu-west-1, eu-north-1]   | [europe]                   | models.yaml:13 regions: expected regions of the geography 'eu', got 'europe';  Remove it or move the entry below its own geography
            [eu-south-1, eu-west-1]   | []                         | models.yaml:38 regions: expected the regions of 'mistral.scribe-8b', got none;  List them below 'regions'
            successor: brush          | successor: brushh          | models.yaml:69 successor: expected the name of a model of this file, got 'brushh';  Did you mean 'brush'?
            successor: brush          | successor: old-brush       | models.yaml:69 successor: expected the name of a model of this file, got 'old-brush';  Known: brush, sage, scribe, vector
            name: old-brush           | name: brush                | models.yaml:66 name: expected a name that no other model or alias has, got 'brush' again;  Rename one of the two
            aliases: [sage-latest]    | aliases: [sage]            | models.yaml:3 aliases: expected a name that no other model or alias has, got 'sage' again;  Rename one of the two
            retired: 2026-09-30       | retired: 2026-11-22        | models.yaml:68 retired: expected a date that has passed on 2026-11-21, got '2026-11-22';  Keep it under 'models' with 'retires' until then
            """)
    void a_mistake_is_told_with_its_line_and_its_remedy(String good, String bad, String complaint) {
        assertThat(SmallCatalogue.YAML).contains(good);

        String yaml = SmallCatalogue.YAML.replace(good, bad);

        assertThat(String.join("\n", SmallCatalogue.problemsOf(yaml))).isEqualTo(complaint.replace(';', '\n'));
    }

    @Test
    void an_unknown_geography_is_told_in_both_places_where_one_can_stand() {
        String yaml = SmallCatalogue.YAML
                .replace("      us:\n        id: mistral", "      eur:\n        id: mistral")
                .replace("        global:\n          input: 0.1\n", "        apac:\n          input: 0.1\n");

        assertThat(SmallCatalogue.problemsOf(yaml)).containsExactly("""
                        models.yaml:28 apac: expected a geography that 'bedrock' names, got 'apac'
                          Remove it or add it below 'bedrock'""", """
                        models.yaml:40 eur: expected a geography, got 'eur'
                          Known: apac, au, eu, global, jp, us""");
    }

    @Test
    void a_global_profile_has_no_regions() {
        String yaml = SmallCatalogue.YAML.replace(
                "        id: global.anthropic.sage-1\n",
                "        id: global.anthropic.sage-1\n        regions: [eu-west-1]\n");

        assertThat(SmallCatalogue.problemsOf(yaml)).containsExactly("""
                        models.yaml:16 regions: expected no regions for a global profile, got eu-west-1
                          Remove 'regions'""");
    }

    @Test
    void a_model_that_retired_today_is_refused_and_its_successor_named() {
        assertThat(SmallCatalogue.problemsOf(withRetirement("retires: 2026-11-21\n    successor: sage")))
                .containsExactly("""
                        models.yaml:49 retires: expected a model that is still served on 2026-11-21, \
                        got 'vector', which retired on 2026-11-21
                          Move it to 'retired'; its successor is 'sage'""");
    }

    @Test
    void a_model_that_retires_must_say_what_comes_after_it() {
        assertThat(SmallCatalogue.problemsOf(withRetirement("retires: 2027-12-31")))
                .containsExactly("""
                        models.yaml:49 retires: 'retires' and 'successor' need each other
                          Add the other one or remove this one""");
    }

    @Test
    void an_entry_without_ids_and_prices_is_told_both() {
        assertThat(SmallCatalogue.problemsOf("""
                        models:
                          - name: bare
                            vendor: amazon
                            kind: image
                        """))
                .containsExactly(
                        "models.yaml:2 bedrock: expected a mapping, got nothing\n  Add the key 'bedrock'",
                        "models.yaml:2 prices: expected a mapping, got nothing\n  Add the key 'prices'");
    }

    @Test
    void an_empty_file_and_an_empty_list_are_refused() {
        assertThat(SmallCatalogue.problemsOf(""))
                .containsExactly("models.yaml: expected a mapping of keys to values, got an empty file\n"
                        + "  Compare it with the example in the repository");
        assertThat(SmallCatalogue.problemsOf("retired: []\n"))
                .containsExactly("models.yaml:1 models: expected at least one model, got none\n"
                        + "  List the models below 'models:'");
    }

    private static String withRetirement(String lines) {
        return SmallCatalogue.YAML.replace("    contextTokens: 8192\n", "    contextTokens: 8192\n    " + lines + "\n");
    }
}
