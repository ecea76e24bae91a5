package dev.portcullis.gate.shape;

import static dev.portcullis.gate.shape.Rebuilding.message;
import static dev.portcullis.gate.shape.Rebuilding.rebuild;
import static dev.portcullis.gate.shape.Rebuilding.tree;
import static dev.portcullis.policy.ApiShape.ANTHROPIC_COUNT_TOKENS;
import static dev.portcullis.policy.ApiShape.ANTHROPIC_MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.shape.strict.Refused;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesBodiesTest {
    private static final String CONVERSATION = """
            "system":[{"type":"text","text":"You are Claude Code."},
             {"type":"text","text":"Rules","cache_control":{"type":"ephemeral","ttl":"1h"}}],
            "messages":[
             {"role":"user","content":[{"type":"text","text":"List the files","cache_control":{"type":"ephemeral"}}]},
             {"role":"system","content":"Environment: Linux"},
             {"role":"assistant","content":[
               {"type":"thinking","thinking":"","signature":"EqQB"},
               {"type":"redacted_thinking","data":"Emw"},
               {"type":"text","text":"I look."},
               {"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"ls","model_id":"free"}}]},
             {"role":"user","content":[
               {"type":"tool_result","tool_use_id":"toolu_1","is_error":false,"content":[
                 {"type":"text","text":"a.txt"},
                 {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="}},
                 {"type":"tool_reference","tool_name":"Read"}]},
               {"type":"document","title":"t","source":{"type":"base64","media_type":"application/pdf","data":"aGk="},
                "citations":{"enabled":true}}]}],
            "tools":[
             {"name":"Bash","description":"Runs","input_schema":{"type":"object","$schema":"https://json-schema.org"},
              "cache_control":{"type":"ephemeral"}},
             {"type":"custom","name":"Read","input_schema":{"type":"object"},"eager_input_streaming":true},
             {"type":"bash_20250124","name":"bash"}],
            "tool_choice":{"type":"auto","disable_parallel_tool_use":true},
            "thinking":{"type":"adaptive","display":"omitted"},
            "output_config":{"effort":"high"}
            """;

    @Test
    void a_request_of_claude_code_goes_through() throws Refused {
        Rebuilt rebuilt = rebuild(ANTHROPIC_MESSAGES, "{\"model\":\"sage\",\"max_tokens\":32000," + CONVERSATION + """
                        ,"metadata":{"user_id":"{\\"device_id\\":\\"d\\",\\"session_id\\":\\"s\\"}"},
                        "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"},
                          {"type":"compact_20260112","trigger":{"type":"input_tokens","value":150000}}]},
                        "stream":true}
                        """);
        assertThat(tree(new String(rebuilt.bytes(), StandardCharsets.UTF_8)))
                .isEqualTo(tree("{\"model\":\"sage\",\"max_tokens\":32000," + CONVERSATION + """
                        ,"stream":true}
                        """));
        assertThat(rebuilt.stream()).isTrue();
        assertThat(rebuilt.usageAsked()).isFalse();
        assertThat(rebuilt.dropped())
                .containsExactly(
                        "context_management.edits[clear_thinking_20251015]",
                        "context_management.edits[compact_20260112]",
                        "metadata");
    }

    @Test
    void counting_takes_the_same_conversation_without_bounds() throws Refused {
        Rebuilt rebuilt = rebuild(
                ANTHROPIC_COUNT_TOKENS,
                "{\"model\":\"sage-latest\",\"max_tokens\":5,\"stream\":true," + CONVERSATION + "}");
        assertThat(tree(new String(rebuilt.bytes(), StandardCharsets.UTF_8)))
                .isEqualTo(tree("{\"model\":\"sage\"," + CONVERSATION + "}"));
        assertThat(rebuilt.stream()).isFalse();
        assertThat(rebuilt.dropped()).containsExactly("max_tokens", "stream");
    }

    @Test
    void the_bound_is_the_models_and_the_thinking_budget_follows() throws Refused {
        Rebuilt rebuilt = rebuild(ANTHROPIC_MESSAGES, """
                {"model":"sage","max_tokens":128000,"messages":[{"role":"user","content":"hi"}],
                 "thinking":{"type":"enabled","budget_tokens":127999}}""");
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"sage\",\"max_tokens\":64000,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                                + "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":63999}}");
    }

    @Test
    void a_cache_mark_keeps_its_time_and_nothing_else() throws Refused {
        Rebuilt rebuilt = rebuild(ANTHROPIC_MESSAGES, """
                {"model":"sage","max_tokens":1,"messages":[{"role":"user","content":[{"type":"text","text":"x",
                 "cache_control":{"type":"ephemeral","ttl":"5m","scope":"global"}}]}]}""");
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8))
                .contains("\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"5m\"}");
        assertThat(rebuilt.dropped()).containsExactly("messages[].content[].cache_control.scope");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "max_tokens":null              | max_tokens: expected a whole number from 1 to 10000000, got null
                    "max_tokens":"5"               | max_tokens: expected a whole number from 1 to 10000000, got '5'
                    "max_tokens":1,"thinking":{"type":"always"} | thinking.type: expected one of enabled, adaptive, disabled, got 'always'
                    "max_tokens":1,"tools":[{"type":"web_search_20250305","name":"web_search"}] | tools: each item is one that a vendor's own servers would run. Let the client run it
                    "max_tokens":1,"tools":[{"name":"a"}] | tools[0].input_schema: expected an object, got nothing
                    "max_tokens":1,"system":[{"type":"image"}] | system[0].type: expected one of text, got 'image'
                    """)
    void a_wrong_value_is_refused_by_its_path(String field, String expected) {
        String got = message(
                ANTHROPIC_MESSAGES,
                "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]," + field + "}");
        assertThat(got).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"type":"image","source":{"type":"url","url":"http://10.0.0.1/a.png"}} | messages[0].content[0].source: expected nothing, got an object. The gateway fetches nothing from the web: send the file inside the body
                    {"type":"document","source":{"type":"url","url":"https://a.example"}}  | messages[0].content[0].source: expected nothing, got an object. The gateway fetches nothing from the web: send the file inside the body
                    {"type":"image","source":{"type":"file","file_id":"f"}}                | messages[0].content[0].source: expected nothing, got an object. There is no file store: send the file inside the body
                    {"type":"container_upload","file_id":"f"} | messages[0].content[0].type: expected one of thinking, redacted_thinking, text, image, document, search_result, tool_use, tool_result, got 'container_upload'
                    {"type":"thinking","thinking":"x","signature":"litellm_enc:bW9kZWxfaWQ6eA==;y"} | messages[0].content[0].signature: expected a text from a model's answer, got 'litellm_enc:bW9kZWxfaWQ6eA==;y'
                    """)
    void content_of_another_kind_is_refused(String block, String expected) {
        assertThat(message(
                        ANTHROPIC_MESSAGES,
                        "{\"model\":\"sage\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[" + block
                                + "]}]}"))
                .isEqualTo(expected);
    }
}
