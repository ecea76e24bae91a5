package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.answer.ErrorBodies;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A conversation goes on, whatever its history holds: no item before the newest turn is a reason to refuse it. */
class HistoryTest {
    @Test
    void codexs_own_items_become_calls_and_results_and_their_tools_are_lifted() throws Refused {
        Rebuilt rebuilt = rebuild(ApiShape.OPENAI_RESPONSES, """
                {'model':'sage','max_output_tokens':9,'input':[
                {'role':'user','content':'hi'},
                {'type':'tool_search_call','call_id':'s1','status':'completed','execution':'client','arguments':{'query':'db'}},
                {'type':'tool_search_output','call_id':'s1','status':'completed','execution':'client',
                 'tools':[{'type':'function','name':'query','parameters':{'type':'object'}}]},
                {'type':'local_shell_call','id':'l','call_id':'c1','status':'completed','action':{'type':'exec','command':['ls']}},
                {'type':'local_shell_call_output','call_id':'c1','output':'a.txt'},
                {'type':'additional_tools','role':'developer','tools':[{'type':'function','name':'later','parameters':{'type':'object'}}]},
                {'type':'compaction','encrypted_content':'gAAA'},
                {'type':'image_generation_call','id':'ig','status':'completed','result':'aGk='},
                {'role':'user','content':'and?'}],
                'tools':[{'type':'tool_search','execution':'client','description':'d','parameters':{'type':'object'}}]}""");

        assertThat(sent(rebuilt)).isEqualTo(tree("""
                {'model':'sage','input':[
                {'role':'user','content':'hi'},
                {'type':'function_call','call_id':'s1','name':'tool_search','arguments':'{"query":"db"}'},
                {'type':'function_call_output','call_id':'s1',
                 'output':'These tools can be called now: query'},
                {'type':'function_call','call_id':'c1','name':'local_shell','arguments':'{"type":"exec","command":["ls"]}'},
                {'type':'function_call_output','call_id':'c1','output':'a.txt'},
                {'role':'user','content':'and?'}],
                'tools':[{'type':'function','name':'tool_search','description':'d','parameters':{'type':'object'}},
                {'type':'function','name':'query','parameters':{'type':'object'}},
                {'type':'function','name':'later','parameters':{'type':'object'}}],'max_output_tokens':9}"""));
        assertThat(rebuilt.answer().toolSearch()).isTrue();
        assertThat(rebuilt.dropped()).containsExactly("input[compaction]", "input[image_generation_call]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'mcp_call','name':'x','arguments':'{}','output':'sunny'}",
                "{'type':'code_interpreter_call','id':'ci','code':'print(1)','container_id':'c'}",
                "{'type':'file_search_call','id':'fs','queries':['x']}",
                "{'type':'computer_call','call_id':'c','action':{'type':'click'}},{'type':'computer_call_output','call_id':'c','output':{'type':'x'}}",
                "{'type':'reasoning','encrypted_content':'litellm_enc:YQ==;b'}",
                "{'type':'reasoning','summary':[],'encrypted_content':'gAAA'}",
                "{'type':'something_new','id':'x'}",
                "{'role':'assistant','content':[{'type':'output_audio','data':'aGk=','transcript':'hello'}]}",
                "{'role':'user','content':[{'type':'input_image','image_url':'https://a.example/a.png'}]},{'role':'assistant','content':'no'}",
                "{'type':'context_compaction'}",
                "{'type':'apply_patch_call','call_id':'p','operation':{}},{'type':'apply_patch_call_output','call_id':'p','output':''}",
            })
    void no_item_of_the_past_is_a_reason_to_refuse_a_response(String items) throws Refused {
        Rebuilt rebuilt = rebuild(
                ApiShape.OPENAI_RESPONSES,
                "{'model':'sage','input':[{'role':'user','content':'hi'}," + items
                        + ",{'role':'user','content':'and?'}]}");
        JsonNode input = sent(rebuilt).path("input");
        assertThat(input.get(0).path("content").asText()).isEqualTo("hi");
        assertThat(input.get(input.size() - 1).path("content").asText()).isEqualTo("and?");
    }

    @Test
    void what_a_vendors_servers_did_for_claude_is_text() throws Refused {
        Rebuilt rebuilt = rebuild(ApiShape.ANTHROPIC_MESSAGES, """
                {'model':'sage','max_tokens':9,'messages':[
                {'role':'user','content':'weather?'},
                {'role':'assistant','content':[
                 {'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{'query':'weather'}},
                 {'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[
                  {'type':'web_search_result','title':'Rome','url':'https://rome.example','encrypted_content':'Eq','page_age':null}]},
                 {'type':'text','text':'Sunny.'}]},
                {'role':'user','content':'and tomorrow?'}]}""");
        assertThat(sent(rebuilt)).isEqualTo(tree("""
                {'model':'sage','max_tokens':9,'messages':[
                {'role':'user','content':'weather?'},
                {'role':'assistant','content':[
                 {'type':'text','text':'[server_tool_use] {"name":"web_search","input":{"query":"weather"}}'},
                 {'type':'text','text':'[web_search_tool_result] {"tool_use_id":"srvtoolu_1","content":[{"title":"Rome","url":"https://rome.example"}]}'},
                 {'type':'text','text':'Sunny.'}]},
                {'role':'user','content':'and tomorrow?'}]}"""));
    }

    @Test
    void thoughts_that_claude_did_not_sign_are_left_out_and_named() throws Refused {
        Rebuilt rebuilt = rebuild(ApiShape.ANTHROPIC_MESSAGES, """
                {'model':'sage','max_tokens':9,'messages':[
                {'role':'user','content':'a'},
                {'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':'1755000000'}]},
                {'role':'user','content':'b'},
                {'role':'assistant','content':[{'type':'thinking','thinking':'x'},{'type':'text','text':'y'}]},
                {'role':'user','content':'c'},
                {'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':'EqQB'},{'type':'text','text':'y'}]},
                {'role':'user','content':'d'}]}""");
        assertThat(sent(rebuilt)).isEqualTo(tree("""
                {'model':'sage','max_tokens':9,'messages':[
                {'role':'user','content':'a'},
                {'role':'user','content':'b'},
                {'role':'assistant','content':[{'type':'text','text':'y'}]},
                {'role':'user','content':'c'},
                {'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':'EqQB'},{'type':'text','text':'y'}]},
                {'role':'user','content':'d'}]}"""));
        assertThat(rebuilt.dropped()).containsExactly("messages[].content[thinking]");
    }

    @Test
    void a_call_without_a_result_and_a_result_without_a_call_are_text() throws Refused {
        Rebuilt rebuilt = rebuild(ApiShape.ANTHROPIC_MESSAGES, """
                {'model':'sage','max_tokens':9,'messages':[
                {'role':'user','content':[{'type':'tool_result','tool_use_id':'t0','content':'lost'}]},
                {'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'a','input':{}}]},
                {'role':'user','content':'never mind'}]}""");
        assertThat(sent(rebuilt)).isEqualTo(tree("""
                {'model':'sage','max_tokens':9,'messages':[
                {'role':'user','content':[{'type':'text','text':'[tool_result] lost'}]},
                {'role':'assistant','content':[{'type':'text','text':'[tool_use] [tool_use] {"name":"a"}'}]},
                {'role':'user','content':'never mind'}]}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'compaction','content':'We spoke of Rome.'}",
                "{'type':'mcp_tool_use','id':'m','name':'x','server_name':'s','input':{}}",
                "{'type':'mcp_tool_result','tool_use_id':'m','content':[{'type':'text','text':'x'}]}",
                "{'type':'code_execution_tool_result','tool_use_id':'m','content':{'stdout':'1'}}",
                "{'type':'container_upload','file_id':'f'}",
                "{'type':'redacted_thinking','data':'gAAAAA-_'}",
                "{'type':'tool_search_tool_result','tool_use_id':'m','content':{'tool_references':[{'tool_name':'x'}]}}",
                "{'type':'something_new'}",
                "{'type':'image','source':{'type':'url','url':'https://a.example/a.png'}}",
            })
    void no_block_of_the_past_is_a_reason_to_refuse_a_message(String block) throws Refused {
        Rebuilt rebuilt = rebuild(
                ApiShape.ANTHROPIC_MESSAGES,
                "{'model':'sage','max_tokens':9,'messages':[{'role':'user','content':'hi'},{'role':'assistant','content':["
                        + block + ",{'type':'text','text':'yes'}]},{'role':'user','content':'and?'}]}");
        assertThat(sent(rebuilt).path("messages")).hasSize(3);
    }

    @Test
    void a_summary_that_stands_for_history_is_kept_as_text() throws Refused {
        Rebuilt rebuilt = rebuild(ApiShape.ANTHROPIC_MESSAGES, """
                {'model':'sage','max_tokens':9,'messages':[{'role':'user','content':'hi'},
                {'role':'assistant','content':[{'type':'compaction','content':'We spoke of Rome.'}]},
                {'role':'user','content':'and?'}]}""");
        assertThat(sent(rebuilt).at("/messages/1/content/0"))
                .isEqualTo(tree("{'type':'text','text':'We spoke of Rome.'}"));
    }

    @Test
    void functions_of_old_chats_are_tools_and_refusals_are_what_was_said() throws Refused {
        Rebuilt rebuilt = rebuild(ApiShape.OPENAI_CHAT, """
                {'model':'sage','max_tokens':9,'messages':[
                {'role':'user','content':'hi'},
                {'role':'assistant','content':null,'function_call':{'name':'a','arguments':'{}'}},
                {'role':'function','name':'a','content':'sunny'},
                {'role':'assistant','content':[{'type':'refusal','refusal':'No.'}]},
                {'role':'user','content':'why?'},
                {'role':'assistant','content':null,'refusal':'Because.'},
                {'role':'user','content':'and?'}]}""");
        assertThat(sent(rebuilt)).isEqualTo(tree("""
                {'model':'sage','messages':[
                {'role':'user','content':'hi'},
                {'role':'assistant','tool_calls':[{'type':'function','id':'call_1','function':{'name':'a','arguments':'{}'}}]},
                {'role':'tool','tool_call_id':'call_1','content':'sunny'},
                {'role':'assistant','content':[{'type':'text','text':'No.'}]},
                {'role':'user','content':'why?'},
                {'role':'assistant','content':'Because.'},
                {'role':'user','content':'and?'}],'max_tokens':9}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'function','name':'a','content':null}",
                "{'role':'critic','content':'bad'}",
                "{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'aGk=','format':'wav'}}]}",
                "{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://a.example/a.png'}}]}",
                "{'role':'assistant','content':'x','audio':{'id':'a'}}",
                "{'role':'assistant','content':'x','thinking_blocks':[{'type':'thinking','thinking':'t','signature':'x'}]}",
            })
    void no_message_of_the_past_is_a_reason_to_refuse_a_chat(String message) throws Refused {
        Rebuilt rebuilt = rebuild(
                ApiShape.OPENAI_CHAT,
                "{'model':'sage','messages':[{'role':'user','content':'hi'}," + message
                        + ",{'role':'assistant','content':'ok'},{'role':'user','content':'and?'}]}");
        assertThat(sent(rebuilt).path("messages")).hasSize(4);
    }

    @Test
    void a_message_that_was_refused_once_does_not_refuse_the_next() throws Refused {
        String image = "{'role':'user','content':[{'type':'image','source':{'type':'url','url':'https://a.example'}}]}";
        Refused refused = Rebuilding.refused(
                ApiShape.ANTHROPIC_MESSAGES, json("{'model':'sage','max_tokens':9,'messages':[" + image + "]}"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(sent(rebuild(
                                ApiShape.ANTHROPIC_MESSAGES,
                                "{'model':'sage','max_tokens':9,'messages':[" + image
                                        + ",{'role':'user','content':'x'}]}"))
                        .at("/messages/0/content/0"))
                .isEqualTo(tree("{'type':'text','text':'[image] {\"source\":{\"url\":\"https://a.example\"}}'}"));
    }

    @Test
    void a_thread_that_the_server_would_hold_is_refused_in_words_that_the_sdk_acts_on() {
        Refused refused = Rebuilding.refused(ApiShape.ANTHROPIC_MESSAGES, json("""
                {'model':'sage','max_tokens':9,'thread':{'type':'continue','previous_message_id':'msg_1'},
                'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'x'}]}]}"""));
        String body = new String(
                ErrorBodies.of(
                        ApiShape.ANTHROPIC_MESSAGES, refused.status(), refused.code(), refused.message(), "req_1"),
                StandardCharsets.UTF_8);
        assertThat(body)
                .isEqualTo(json("{'type':'error','error':{'type':'invalid_request_error','message':'thread: expected"
                        + " nothing, got an object. Nothing is stored between requests: send the whole conversation',"
                        + "'details':{'error_code':'thread_unsupported_request','unsupported':['thread']}},"
                        + "'request_id':'req_1'}"));
    }

    @Test
    void nothing_that_stands_for_history_is_dropped_in_silence() {
        for (String field : List.of("'container':'c_1'", "'thread':{'type':'start'}")) {
            assertThat(Rebuilding.refused(
                                    ApiShape.ANTHROPIC_MESSAGES,
                                    json("{'model':'sage','max_tokens':9,'messages':[{'role':'user','content':'x'}],"
                                            + field + "}"))
                            .status())
                    .isEqualTo(400);
        }
    }

    private static Rebuilt rebuild(ApiShape shape, String body) throws Refused {
        return Rebuilding.rebuild(shape, json(body));
    }

    private static JsonNode sent(Rebuilt rebuilt) {
        return Rebuilding.tree(new String(rebuilt.bytes(), StandardCharsets.UTF_8));
    }

    private static JsonNode tree(String json) {
        return Rebuilding.tree(json(json));
    }

    /** Within a text in single quotes the double ones are the text's own. */
    private static String json(String text) {
        return text.replace("\"", "\\\"").replace('\'', '"');
    }
}
