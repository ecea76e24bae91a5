package dev.portcullis.gate.shape;

import static dev.portcullis.gate.shape.Rebuilding.message;
import static dev.portcullis.gate.shape.Rebuilding.rebuild;
import static dev.portcullis.gate.shape.Rebuilding.rebuiltText;
import static dev.portcullis.gate.shape.Rebuilding.tree;
import static dev.portcullis.policy.ApiShape.OPENAI_CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.shape.strict.Refused;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatBodiesTest {

    @Test
    void a_request_of_the_openai_sdk_with_tools_goes_through() throws Refused {
        Rebuilt rebuilt = rebuild(OPENAI_CHAT, """
                {"model":"sage-latest","temperature":0.2,"user":"u-1","seed":7,"store":false,"metadata":{"a":"b"},
                 "messages":[
                  {"role":"developer","content":"Be brief."},
                  {"role":"user","content":[
                    {"type":"text","text":"What is this, and the weather in Rome?"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==","detail":"low"}},
                    {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,aGk="}}]},
                  {"role":"assistant","content":null,"tool_calls":[
                    {"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}}]},
                  {"role":"tool","tool_call_id":"call_1","content":"sunny"}],
                 "tools":[{"type":"function","function":{"name":"weather","description":"Now","strict":true,
                   "parameters":{"type":"object","properties":{"city":{"type":"string","model_id":"free"}}}}}],
                 "tool_choice":"auto","parallel_tool_calls":false,"n":1,"stop":["END"],
                 "response_format":{"type":"json_schema","json_schema":{"name":"w","strict":true,"schema":{"type":"object"}}},
                 "stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}}
                """);
        assertThat(tree(new String(rebuilt.bytes(), StandardCharsets.UTF_8))).isEqualTo(tree("""
                {"model":"sage",
                 "messages":[
                  {"role":"developer","content":"Be brief."},
                  {"role":"user","content":[
                    {"type":"text","text":"What is this, and the weather in Rome?"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="}},
                    {"type":"file","file":{"file_data":"data:application/pdf;base64,aGk="}}]},
                  {"role":"assistant","tool_calls":[
                    {"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}}]},
                  {"role":"tool","tool_call_id":"call_1","content":"sunny"}],
                 "tools":[{"type":"function","function":{"name":"weather","description":"Now","strict":true,
                   "parameters":{"type":"object","properties":{"city":{"type":"string","model_id":"free"}}}}}],
                 "tool_choice":"auto","parallel_tool_calls":false,
                 "response_format":{"type":"json_schema","json_schema":{"name":"w","strict":true,"schema":{"type":"object"}}},
                 "temperature":0.2,"stop":["END"],"stream":true,"max_tokens":8192,
                 "stream_options":{"include_usage":true}}
                """));
        assertThat(rebuilt.contentType()).isEqualTo("application/json");
        assertThat(rebuilt.model().model().name()).isEqualTo("sage");
        assertThat(rebuilt.stream()).isTrue();
        assertThat(rebuilt.usageAsked()).isTrue();
        assertThat(rebuilt.dropped())
                .containsExactly(
                        "messages[].content[].file.filename",
                        "messages[].content[].image_url.detail",
                        "metadata",
                        "seed",
                        "store",
                        "stream_options.include_obfuscation",
                        "user");
    }

    @Test
    void a_stream_always_reports_usage_and_remembers_who_asked() throws Refused {
        Rebuilt rebuilt = rebuild(OPENAI_CHAT, chat("\"stream\":true"));
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true,"
                        + "\"max_tokens\":8192,\"stream_options\":{\"include_usage\":true}}");
        assertThat(rebuilt.usageAsked()).isFalse();
        assertThat(rebuilt.dropped()).isEmpty();
    }

    @Test
    void without_a_stream_there_are_no_stream_options() throws Refused {
        Rebuilt rebuilt = rebuild(OPENAI_CHAT, chat("\"stream\":false,\"stream_options\":{\"include_usage\":true}"));
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8))
                .endsWith("\"stream\":false,\"max_tokens\":8192}")
                .doesNotContain("stream_options");
        assertThat(rebuilt.stream()).isFalse();
        assertThat(rebuilt.usageAsked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"max_tokens\":5                                | 5",
                "\"max_completion_tokens\":6                     | 6",
                "\"max_tokens\":5,\"max_completion_tokens\":9000 | 5",
                "\"max_tokens\":9000,\"max_completion_tokens\":6 | 6",
                "\"max_tokens\":64001                            | 64000",
                "\"max_tokens\":null                             | 8192"
            })
    void an_answer_is_never_longer_than_asked_nor_than_the_model_can(String given, long expected) throws Refused {
        var body = tree(rebuiltText(OPENAI_CHAT, chat(given)));
        assertThat(body.path("max_tokens").longValue()).isEqualTo(expected);
        assertThat(body.has("max_completion_tokens")).isFalse();
    }

    @Test
    void a_thinking_budget_follows_a_lowered_bound() throws Refused {
        var body = tree(rebuiltText(
                OPENAI_CHAT,
                chat("\"max_tokens\":128000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":127999}")));
        assertThat(body.path("thinking")).isEqualTo(tree("{\"type\":\"enabled\",\"budget_tokens\":63999}"));
    }

    @Test
    void tools_that_a_vendors_servers_run_are_left_out_and_named() throws Refused {
        Rebuilt rebuilt = rebuild(
                OPENAI_CHAT,
                chat("\"tools\":[{\"type\":\"web_search\"},{\"type\":\"function\",\"function\":{\"name\":\"f\","
                        + "\"cache_control\":{\"type\":\"ephemeral\"}},\"foo\":1}]"));
        assertThat(tree(new String(rebuilt.bytes(), StandardCharsets.UTF_8)).path("tools"))
                .isEqualTo(tree("[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]"));
        assertThat(rebuilt.dropped())
                .containsExactly("tools[].foo", "tools[].function.cache_control", "tools[web_search]");
    }

    @Test
    void claudes_thoughts_go_back_to_it() throws Refused {
        String assistant = "{\"role\":\"assistant\",\"content\":\"x\",\"thinking_blocks\":"
                + "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"EqQB\"}]}";
        var body = tree(rebuiltText(OPENAI_CHAT, "{\"model\":\"sage\",\"messages\":[" + assistant + "]}"));
        assertThat(body.path("messages").get(0)).isEqualTo(tree(assistant));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "stream":"true"        | stream: expected true or false, got 'true'
                    "stream":1             | stream: expected true or false, got 1
                    "n":2                  | n: expected 1, got 2. Bedrock answers once: send the request again for another answer
                    "temperature":3        | temperature: expected a number from 0 to 2, got 3
                    "max_tokens":0         | max_tokens: expected a whole number from 1 to 10000000, got 0
                    "max_tokens":1.5       | max_tokens: expected a whole number from 1 to 10000000, got 1.5
                    "max_tokens":99999999999999999999 | max_tokens: expected a whole number from 1 to 10000000, got 99999999999999999999
                    "stop":[1]             | stop[0]: expected text, got 1
                    "stop":{}              | stop: expected text or a list of at most 16, got an object
                    "tool_choice":"any"    | tool_choice: expected one of none, auto, required or an object of type function, got 'any'
                    "tools":[{"type":"mcp"}] | tools: each item is one that a vendor's own servers would run. Let the client run it
                    "tools":[{}]           | tools[0].type: expected one of function, got nothing
                    "tools":[null]         | tools[0]: expected an object, got null
                    "tools":[{"type":"function"}] | tools[0].function: expected an object, got nothing
                    "response_format":{"type":"grammar"} | response_format.type: expected one of text, json_object, json_schema, got 'grammar'
                    "response_format":{"type":"json_schema","json_schema":{"name":"w"}} | response_format.json_schema.schema: expected an object, got nothing
                    "reasoning_effort":"ultra" | reasoning_effort: expected one of none, minimal, low, medium, high, xhigh, max, got 'ultra'
                    """)
    void a_wrong_value_is_refused_by_its_path(String field, String expected) {
        assertThat(message(OPENAI_CHAT, chat(field))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"role":"robot"}                 | messages[0].role: expected one of system, developer, user, assistant, tool, got 'robot'
                    {"role":"user"}                  | messages[0].content: expected text or a list, got nothing
                    {"role":"user","content":[{"type":"input_audio"}]} | messages[0].content[0].type: expected one of text, image_url, file, got 'input_audio'
                    {"role":"user","content":[{"type":"image_url","image_url":{"url":"http://169.254.169.254/latest"}}]} | messages[0].content[0].image_url.url: expected the file itself as 'data:image/png;base64,…', got 'http://169.254.169.254/latest'. The gateway fetches nothing from the web
                    {"role":"user","content":[{"type":"image_url","image_url":"https://a.example/b.png"}]} | messages[0].content[0].image_url: expected the file itself as 'data:image/png;base64,…', got 'https://a.example/b.png'. The gateway fetches nothing from the web
                    {"role":"user","content":[{"type":"image_url","image_url":"data:text/html;base64,aGk="}]} | messages[0].content[0].image_url: expected a file of one of the types image/png, image/jpeg, image/gif, image/webp, got 'text/html'
                    {"role":"user","content":[{"type":"image_url","image_url":"data:image/x;base64,aGk="}]} | messages[0].content[0].image_url: expected a file of one of the types image/png, image/jpeg, image/gif, image/webp, got 'image/x'
                    {"role":"user","content":[{"type":"file","file":{"file_data":"data:application/json;base64,aGk="}}]} | messages[0].content[0].file.file_data: expected a file of one of the types application/pdf, text/plain, text/markdown, text/csv, text/html, application/msword, application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/vnd.ms-excel, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, got 'application/json'
                    {"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]} | messages[0].content[0].file.file_id: expected nothing, got 'file-1'. There is no file store: send the file inside the body
                    {"role":"user","content":[{"type":"guarded_text","text":"x"}]} | messages[0].content[0].type: expected one of text, image_url, file, got 'guarded_text'
                    """)
    void content_of_another_kind_is_refused(String message, String expected) {
        assertThat(message(OPENAI_CHAT, "{\"model\":\"sage\",\"messages\":[" + message + "]}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"IMAGE/JPG, image/jpeg, image_url", "text/Plain;charset=utf-8, text/plain, file"})
    void a_files_type_is_sent_on_as_the_model_knows_it(String written, String sent, String type) throws Refused {
        String part = type.equals("file")
                ? "{\"type\":\"file\",\"file\":{\"file_data\":\"data:%s;base64," + Rebuilding.PIXEL + "\"}}"
                : "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:%s;base64," + Rebuilding.PIXEL + "\"}}";
        String content = "\"content\":[" + part + "]";
        assertThat(rebuiltText(
                        OPENAI_CHAT,
                        "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\"," + content.formatted(written) + "}]}"))
                .contains(content.formatted(sent));
    }

    @Test
    void messages_are_required() {
        assertThat(message(OPENAI_CHAT, "{\"model\":\"sage\"}"))
                .isEqualTo("messages: expected a list that is not empty, got nothing");
        assertThat(message(OPENAI_CHAT, "{\"model\":\"sage\",\"messages\":[]}"))
                .isEqualTo("messages: expected a list that is not empty, got an empty list");
    }

    @Test
    void a_message_repeats_little_of_what_was_given() {
        assertThat(message(OPENAI_CHAT, chat("\"stream\":\"" + "x".repeat(5000) + "\"")))
                .isEqualTo("stream: expected true or false, got '" + "x".repeat(60) + "…'");
        assertThat(message(OPENAI_CHAT, chat("\"stream\":\"a\\r\\nb\\u202e\"")))
                .isEqualTo("stream: expected true or false, got 'a??b?'");
    }

    private static String chat(String fields) {
        return "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]," + fields + "}";
    }
}
