package dev.portcullis.gate.shape.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.Rebuilding;
import dev.portcullis.gate.shape.Rebuilt;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.policy.ApiShape;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A prompt is as long as what LiteLLM makes of its schemas, and a schema that it would choke on goes no further. */
public class SchemasTest {
    private static final String CHAT = """
            {"model":"%s","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f",
            "parameters":%s}}]}""";
    private static final String FORMAT = """
            {"model":"%s","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema",
            "json_schema":{"name":"f","schema":%s}}}""";
    private static final String RESPONSES = """
            {"model":"%s","input":"x","tools":[{"type":"function","name":"f","parameters":%s}]}""";
    private static final String MESSAGES = """
            {"model":"%s","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tools":[{"name":"f",
            "input_schema":%s}]}""";
    private static final String CLAUDE = "sage";
    private static final String NOVA = "scribe";

    @Test
    void a_schema_counts_as_what_it_becomes_when_its_references_are_replaced() throws Refused {
        Rebuilt rebuilt = Rebuilding.rebuild(ApiShape.OPENAI_CHAT, CHAT.formatted(NOVA, doubling(10)));
        // 2^10 of the innermost, each with its name; 2^10 - 1 pairs around them.
        long innermost = 1024L * "\"a\":{\"type\":\"string\"},".length();
        long pairs = 1023L * "\"a\":{\"type\":\"object\",\"properties\":{}},".length();
        assertThat(rebuilt.size().textBytes() - rebuilt.bytes().length)
                .isBetween(innermost + pairs - 100, (innermost + pairs) * 11 / 10);
    }

    @Test
    void one_that_becomes_too_long_is_refused_on_every_way_that_expands_it() {
        String bomb = doubling(17);
        String told = ": expected schemas of at most 256 KiB in all once their references are replaced, got more";
        assertThat(refusal(ApiShape.OPENAI_CHAT, CHAT.formatted(CLAUDE, bomb)))
                .isEqualTo("tools[0].function.parameters" + told);
        assertThat(refusal(ApiShape.OPENAI_CHAT, FORMAT.formatted(CLAUDE, bomb)))
                .isEqualTo("response_format.json_schema.schema" + told);
        assertThat(refusal(ApiShape.OPENAI_RESPONSES, RESPONSES.formatted(NOVA, bomb)))
                .isEqualTo("tools[0].parameters" + told);
        assertThat(refusal(ApiShape.ANTHROPIC_MESSAGES, MESSAGES.formatted(NOVA, bomb)))
                .isEqualTo("tools[0].input_schema" + told);
    }

    @Test
    void claude_gets_the_tools_of_a_message_as_they_are() throws Refused {
        String body = MESSAGES.formatted(CLAUDE, doubling(17));
        Rebuilt rebuilt = Rebuilding.rebuild(ApiShape.ANTHROPIC_MESSAGES, body);
        assertThat(rebuilt.size().textBytes()).isEqualTo(rebuilt.bytes().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"$ref\":5} | text in every '$ref', got something else",
                "{\"properties\":{\"$ref\":{\"type\":\"string\"}}} | text in every '$ref', got something else",
                "{\"$ref\":\"https://example.org/a.json#/a\"} | references that begin with '#', got one to another document",
                "{\"$ref\":\"other.json\"} | references that begin with '#', got one to another document",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"items\":{\"$ref\":\"#/$defs/a\"}}}} | references that end, got one that leads back to itself",
                "{\"$ref\":\"#/$defs/a\",\"definitions\":{\"a\":{\"$ref\":\"#/definitions/b\"},\"b\":{\"x\":[{\"$ref\":\"#/definitions/a\"}]}}} | references that end, got one that leads back to itself",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":true}} | references to objects, got one to something else",
                "{\"properties\":{\"definitions\":true}} | an object under every 'definitions', got something else",
                "{\"$defs\":[]} | an object under every '$defs', got something else",
            })
    void a_reference_that_nobody_could_replace_is_refused(String schema, String told) {
        assertThat(refusal(ApiShape.OPENAI_CHAT, CHAT.formatted(NOVA, schema)))
                .isEqualTo("tools[0].function.parameters: expected " + told);
    }

    @Test
    void a_reference_into_the_schema_itself_stays_as_it_is() throws Refused {
        String schema =
                "{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"$ref\":\"#/properties/a\"},\"c\":{\"$ref\":\"#\"}}}";
        Rebuilt rebuilt = Rebuilding.rebuild(ApiShape.OPENAI_CHAT, CHAT.formatted(NOVA, schema));
        assertThat(rebuilt.size().textBytes()).isEqualTo(rebuilt.bytes().length);
    }

    @Test
    void of_two_definitions_with_one_name_the_longer_one_counts() throws Refused {
        String longer = "y".repeat(5_000);
        String schema = "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"},\"b\":{\"$defs\":{\"n\":{\"const\":\"" + longer
                + "\"}}}},\"$defs\":{\"n\":{\"const\":1}}}";
        Rebuilt rebuilt = Rebuilding.rebuild(ApiShape.OPENAI_CHAT, CHAT.formatted(NOVA, schema));
        assertThat(rebuilt.size().textBytes() - rebuilt.bytes().length).isBetween(4_900L, 5_100L);
    }

    @Test
    void a_long_chain_of_references_is_refused_and_overflows_nothing() {
        StringJoiner definitions = new StringJoiner(",", "{\"$ref\":\"#/$defs/d0\",\"$defs\":{", ",\"d50000\":{}}}");
        for (int i = 0; i < 50_000; i++) {
            definitions.add("\"d" + i + "\":{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}");
        }
        assertThat(refusal(ApiShape.OPENAI_CHAT, CHAT.formatted(NOVA, definitions)))
                .endsWith("expected at most 32 references one through the other, got more");
    }

    @Test
    void many_definitions_beside_many_objects_are_refused_without_any_reference() {
        StringJoiner definitions = new StringJoiner(",", "{\"$defs\":{", "},\"anyOf\":[{}");
        for (int i = 0; i < 2_000; i++) {
            definitions.add("\"d" + i + "\":{}");
        }
        String schema = definitions + ",{}".repeat(2_000) + "]}";
        assertThat(refusal(ApiShape.OPENAI_CHAT, CHAT.formatted(NOVA, schema)))
                .endsWith("expected fewer definitions, or schemas with fewer objects, got too many of both");
    }

    @Test
    void nesting_within_nesting_is_refused_when_nobody_could_write_it_down() {
        StringJoiner definitions = new StringJoiner(",", "{\"$ref\":\"#/$defs/d0\",\"$defs\":{", ",\"d20\":{}}}");
        for (int i = 0; i < 20; i++) {
            definitions.add("\"d" + i + "\":" + "{\"x\":".repeat(20) + "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}"
                    + "}".repeat(20));
        }
        assertThat(refusal(ApiShape.OPENAI_CHAT, CHAT.formatted(NOVA, definitions)))
                .endsWith("expected at most 256 levels with its references replaced, got more");
    }

    @Test
    void many_schemas_share_one_bound() {
        StringJoiner tools = new StringJoiner(",", "[", "]");
        for (int i = 0; i < 20; i++) {
            tools.add("{\"type\":\"function\",\"function\":{\"name\":\"f" + i + "\",\"parameters\":" + doubling(9)
                    + "}}");
        }
        assertThat(refusal(
                        ApiShape.OPENAI_CHAT,
                        "{\"model\":\"scribe\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":" + tools
                                + "}"))
                .contains("expected schemas of at most 256 KiB in all");
    }

    /** Each definition names the next one twice. */
    public static String doubling(int levels) {
        ObjectNode schema = Rebuilding.JSON.createObjectNode();
        schema.put("type", "object").putObject("properties").putObject("a").put("$ref", "#/$defs/d0");
        ObjectNode definitions = schema.putObject("$defs");
        for (int i = 0; i < levels; i++) {
            ObjectNode two =
                    definitions.putObject("d" + i).put("type", "object").putObject("properties");
            two.putObject("a").put("$ref", "#/$defs/d" + (i + 1));
            two.putObject("b").put("$ref", "#/$defs/d" + (i + 1));
        }
        definitions.putObject("d" + levels).put("type", "string");
        return schema.toString();
    }

    private static String refusal(ApiShape shape, String body) {
        return Rebuilding.message(shape, body);
    }
}
