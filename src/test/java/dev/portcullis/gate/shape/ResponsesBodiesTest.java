package dev.portcullis.gate.shape;

import static dev.portcullis.gate.shape.Rebuilding.message;
import static dev.portcullis.gate.shape.Rebuilding.rebuild;
import static dev.portcullis.gate.shape.Rebuilding.tree;
import static dev.portcullis.policy.ApiShape.OPENAI_RESPONSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.shape.strict.Refused;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesBodiesTest {

    @Test
    void a_request_of_codex_goes_through() throws Refused {
        Rebuilt rebuilt = rebuild(OPENAI_RESPONSES, """
                {"model":"sage","instructions":"You are Codex.",
                 "input":[
                  {"type":"message","role":"developer","content":[{"type":"input_text","text":"sandbox"}]},
                  {"type":"message","role":"user","content":[{"type":"input_text","text":"list files"},
                    {"type":"input_image","image_url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="}]},
                  {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"hm"}],"content":null,
                   "encrypted_content":"gAAA"},
                  {"type":"function_call","id":"fc_1","name":"shell","arguments":"{}","call_id":"call_1"},
                  {"type":"function_call_output","call_id":"call_1","output":"a.txt"},
                  {"type":"custom_tool_call","status":"completed","call_id":"call_2","name":"apply_patch","input":"***"},
                  {"type":"custom_tool_call_output","call_id":"call_2","output":"ok"},
                  {"type":"web_search_call","status":"completed","action":{"type":"search","query":"x"}}],
                 "tools":[
                  {"type":"function","name":"shell","description":"Runs","strict":false,"parameters":{"type":"object"}},
                  {"type":"custom","name":"apply_patch","description":"Edits",
                   "format":{"type":"grammar","syntax":"lark","definition":"start: x"}},
                  {"type":"namespace","name":"mcp__db","description":"d","tools":[
                    {"type":"function","name":"query","parameters":{"type":"object"}}]},
                  {"type":"web_search","external_web_access":false}],
                 "tool_choice":"auto","parallel_tool_calls":true,
                 "reasoning":{"effort":"medium","summary":"auto"},
                 "store":false,"stream":true,"include":["reasoning.encrypted_content"],
                 "prompt_cache_key":"0199","text":{"verbosity":"low"},"client_metadata":{"session":"s"}}
                """);
        assertThat(tree(new String(rebuilt.bytes(), StandardCharsets.UTF_8))).isEqualTo(tree("""
                {"model":"sage","instructions":"You are Codex.",
                 "input":[
                  {"type":"message","role":"developer","content":[{"type":"input_text","text":"sandbox"}]},
                  {"type":"message","role":"user","content":[{"type":"input_text","text":"list files"},
                    {"type":"input_image","image_url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="}]},
                  {"type":"function_call","name":"shell","arguments":"{}","call_id":"call_1"},
                  {"type":"function_call_output","call_id":"call_1","output":"a.txt"},
                  {"type":"custom_tool_call","call_id":"call_2","name":"apply_patch","input":"***"},
                  {"type":"custom_tool_call_output","call_id":"call_2","output":"ok"}],
                 "tools":[
                  {"type":"function","name":"shell","description":"Runs","strict":false,"parameters":{"type":"object"}},
                  {"type":"custom","name":"apply_patch","description":"Edits",
                   "format":{"type":"grammar","syntax":"lark","definition":"start: x"}},
                  {"type":"namespace","name":"mcp__db","description":"d","tools":[
                    {"type":"function","name":"query","parameters":{"type":"object"}}]}],
                 "tool_choice":"auto","parallel_tool_calls":true,
                 "reasoning":{"effort":"medium"},
                 "stream":true,
                 "max_output_tokens":8192}
                """));
        assertThat(rebuilt.stream()).isTrue();
        assertThat(rebuilt.dropped())
                .containsExactly(
                        "client_metadata",
                        "include",
                        "input[].id",
                        "input[].status",
                        "input[reasoning]",
                        "input[web_search_call]",
                        "prompt_cache_key",
                        "reasoning.summary",
                        "store",
                        "text.verbosity",
                        "tools[web_search]");
    }

    @Test
    void a_plain_text_is_enough_and_the_default_to_store_is_ignored() throws Refused {
        Rebuilt rebuilt = rebuild(
                OPENAI_RESPONSES,
                "{\"model\":\"scribe\",\"input\":\"hi\",\"store\":true,\"background\":false,\"max_output_tokens\":5000}");
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"scribe\",\"input\":\"hi\",\"max_output_tokens\":4096}");
        assertThat(rebuilt.dropped()).containsExactly("store");
    }

    @Test
    void a_message_may_leave_out_its_type() throws Refused {
        Rebuilt rebuilt =
                rebuild(OPENAI_RESPONSES, "{\"model\":\"sage\",\"input\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"sage\",\"input\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                        + "\"max_output_tokens\":8192}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "input":"x","previous_response_id":"resp_1" | previous_response_id: expected nothing, got 'resp_1'. Nothing is stored between requests: send the whole conversation. Clients do so when `store: false` is set
                    "input":"x","conversation":{"id":"conv_1"}  | conversation: expected nothing, got an object. Nothing is stored between requests: send the whole conversation
                    "input":"x","prompt":{"id":"pmpt_1"}        | prompt: expected nothing, got an object. There are no stored prompts: send its text in instructions or input
                    "input":"x","background":true               | background: expected false, got true. Nothing is stored: ask for a stream and stay connected
                    "input":[{"type":"item_reference","id":"x"}] | input[0]: expected nothing, got an object. Nothing is stored between requests: send the whole conversation. Clients do so when `store: false` is set
                    "input":[{"type":"mcp_call"}]               | input[0].type: expected one of message, function_call, custom_tool_call, function_call_output, custom_tool_call_output, reasoning, got 'mcp_call'
                    "input":[{"id":"msg_1"}]                    | input[0].role: expected one of user, assistant, system, developer, got nothing
                    "input":[{"type":"reasoning","encrypted_content":"litellm_enc:YQ==;b"}] | input[0].encrypted_content: expected a text from a model's answer, got 'litellm_enc:YQ==;b'
                    "input":[{"role":"user","content":[{"type":"input_image","file_id":"file-1"}]}] | input[0].content[0].file_id: expected nothing, got 'file-1'. There is no file store: send the file inside the body
                    "input":[{"role":"user","content":[{"type":"input_file","file_url":"http://a"}]}] | input[0].content[0].file_url: expected nothing, got 'http://a'. The gateway fetches nothing from the web: send the file inside the body
                    "input":"x","tools":[{"type":"mcp","server_url":"http://a"}] | tools: each item is one that a vendor's own servers would run. Let the client run it
                    "input":"x","tool_choice":{"type":"mcp"}    | tool_choice.type: expected one of function, custom, allowed_tools, got 'mcp'
                    "input":[]                                  | input: expected a list that is not empty, got an empty list
                    """)
    void what_needs_a_store_the_web_or_a_vendors_server_is_refused(String fields, String expected) {
        assertThat(message(OPENAI_RESPONSES, "{\"model\":\"sage\"," + fields + "}"))
                .isEqualTo(expected);
    }
}
