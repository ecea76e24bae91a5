package dev.portcullis.plan.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of rule that a file of facts can hold, with one value that breaks it and its neighbour that does not. */
final class ProviderRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"oneOf\": [\"a\"]             | \"a\"              | \"A\"",
                "\"oneOfAnyCase\": [\"a\"]      | \"A\"              | \"b\"",
                "\"min\": 2                     | 2                  | 1.5",
                "\"max\": 2                     | 2.0                | 2.5",
                "\"minBytes\": 2                | \"é\"              | \"e\"",
                "\"maxBytes\": 2                | \"é\"              | \"eée\"",
                "\"maxWithoutSpaces\": 2        | \"a  b\"           | \"a b c\"",
                "\"minItems\": 1                | [0]                | []",
                "\"maxItems\": 1                | {\"a\": 1}         | [1, 2]",
                "\"maxProperties\": 1           | {\"a\": 1}         | {\"a\": 1, \"b\": 2}",
                "\"pattern\": \"[a-z]+\"        | \"ab\"             | \"ab\\n\"",
                "\"notPattern\": \"aws.*\"      | \"xaws\"           | \"aws\\n\"",
                "\"format\": \"rfc3339\"        | \"2026-12-30T00:00:00Z\" | \"2026-12-30 00:00:00 +0000 UTC\"",
                "\"format\": \"json\"           | \"{}\"             | \"{\"",
                "\"type\": \"bool\"             | false              | \"false\"",
                "\"type\": \"int\"              | 2.0                | 2.5",
                "\"type\": \"number\"           | 2.5                | \"2.5\"",
                "\"type\": \"string\"           | \"\"               | 0",
                "\"type\": \"list<string>\"     | [\"a\", \"a\"]     | [1]",
                "\"type\": \"set<string>\"      | [\"a\", \"b\"]     | [\"a\", \"a\"]",
                "\"type\": \"map<string>\"      | {\"a\": \"b\"}     | {\"a\": 1}",
                "\"type\": \"list<string>\", \"each\": {\"oneOf\": [\"a\"]} | [\"a\"] | [\"b\"]",
            })
    void a_rule_of_one_value_accepts_and_refuses(String facts, String good, String bad) {
        String file = "\"x\": {" + facts + "}";

        assertThat(rules(file, "{\"x\": " + good + "}")).isEmpty();
        assertThat(rules(file, "{\"x\": " + bad + "}")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"alsoRequires\": [\"y\"]             | {\"x\": 1, \"y\": false} | {\"x\": 1}",
                "\"conflictsWith\": [\"y\"]            | {\"x\": 1, \"y\": null}  | {\"x\": 1, \"y\": false}",
                "\"exactlyOneOf\": [\"x\", \"y\"]      | {\"y\": 1}               | {}",
                "\"exactlyOneOf\": [\"x\", \"y\"]      | {\"x\": 1}               | {\"x\": 1, \"y\": 2}",
                "\"atLeastOneOf\": [\"x\", \"y\"]      | {\"x\": 1, \"y\": 2}     | {}",
                "\"onlyIf\": {\"path\": \"y\", \"in\": [\"a\"]}     | {\"x\": 1, \"y\": \"a\"} | {\"x\": 1, \"y\": \"b\"}",
                "\"onlyIf\": {\"path\": \"y\", \"in\": [\"a\"]}     | {\"x\": 1, \"y\": \"?\"} | {\"x\": 1}",
                "\"requiredIf\": {\"path\": \"y\", \"in\": [\"a\"]} | {\"y\": \"?\"}           | {\"y\": \"a\"}",
                "\"need\": \"required\"                | {\"x\": 0}               | {\"x\": null}",
                "\"need\": \"output\"                  | {}                       | {\"x\": 0}",
            })
    void a_rule_of_several_properties_accepts_and_refuses(String facts, String good, String bad) {
        String file = "\"x\": {" + facts + "}, \"y\": {}";

        assertThat(rules(file, good)).isEmpty();
        assertThat(rules(file, bad)).hasSize(1);
    }

    @Test
    void an_element_is_compared_with_its_own_siblings_only() {
        String file = "\"rules\": {\"type\": \"list<object>\"},"
                + "\"rules[*].action\": {\"type\": \"string\"},"
                + "\"rules[*].bic\": {\"onlyIf\": {\"path\": \"rules[*].action\", \"in\": [\"set_config\"]}}";

        assertThat(rules(
                        file,
                        "{\"rules\": [{\"action\": \"set_config\", \"bic\": false},"
                                + " {\"action\": \"block\", \"bic\": false}]}"))
                .extracting(Violation::property, Violation::rule)
                .containsExactly(tuple("rules[1].bic", "onlyIf"));
    }

    @Test
    void a_property_that_the_facts_do_not_name_is_refused() {
        assertThat(rules("\"x\": {}", "{\"z\": 1}"))
                .extracting(Violation::property)
                .containsExactly("z");
    }

    @Test
    void a_value_that_is_not_known_yet_counts_as_sent() {
        String file = "\"x\": {\"type\": \"int\", \"alsoRequires\": [\"y\"]}, \"y\": {\"oneOf\": [\"a\"]}";

        assertThat(rules(file, "{\"x\": \"?\", \"y\": \"?\"}")).isEmpty();
        assertThat(rules(file, "{\"x\": \"?\"}")).hasSize(1);
    }

    private static List<Violation> rules(String properties, String inputs) {
        String file = "{\"source\": \"s\", \"closed\": true, \"resources\": {\"t\": {" + properties + "}}}";
        return ProviderRules.of(JsonParser.parseString(file).getAsJsonObject())
                .of("t")
                .orElseThrow()
                .check(JsonParser.parseString(inputs).getAsJsonObject(), "?"::equals);
    }
}
