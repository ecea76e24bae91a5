package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that are valid alone, together and on the models that ship: what goes on, and what is named. */
class WholeTest {
    private static final String CHAT_TOOL =
            "'tools':[{'type':'function','function':{'name':'a','parameters':{'type':'object'}}}]";
    private static final String TOOL = "'tools':[{'name':'a','input_schema':{'type':'object'}}]";
    private static final String ITEM_TOOL = "'tools':[{'type':'function','name':'a','parameters':{'type':'object'}}]";

    /** Beside the model, the user's question and the bound of 4,000 tokens. */
    private static final String CHANGED = """
            chat      | claude-haiku-4-5 | 'tool_choice':'auto','parallel_tool_calls':false | | parallel_tool_calls, tool_choice
            responses | nova-pro         | 'tool_choice':'auto','parallel_tool_calls':false | | parallel_tool_calls, tool_choice
            messages  | claude-haiku-4-5 | 'tool_choice':{'type':'auto'},'tools':[] | | tool_choice
            chat      | claude-haiku-4-5 | CHAT_TOOL,'tool_choice':'none' | |
            responses | nova-pro         | ITEM_TOOL,'tool_choice':'none','parallel_tool_calls':true | |
            messages  | nova-pro         | TOOL,'tool_choice':{'type':'none'} | |
            messages  | claude-haiku-4-5 | TOOL,'tool_choice':{'type':'none'} | TOOL,'tool_choice':{'type':'none'} |
            chat      | nova-pro         | CHAT_TOOL,'parallel_tool_calls':false | CHAT_TOOL | parallel_tool_calls
            messages  | nova-pro         | TOOL,'tool_choice':{'type':'any','disable_parallel_tool_use':true} | TOOL,'tool_choice':{'type':'any'} | tool_choice.disable_parallel_tool_use
            responses | claude-haiku-4-5 | ITEM_TOOL,'tool_choice':{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'a'}]} | ITEM_TOOL,'tool_choice':'required' |
            chat      | claude-haiku-4-5 | 'reasoning_effort':'high' | 'reasoning_effort':'medium' |
            chat      | claude-opus-4-5  | 'reasoning_effort':'high' | 'reasoning_effort':'medium' |
            responses | claude-haiku-4-5 | 'reasoning':{'effort':'high'} | 'reasoning':{'effort':'medium'} |
            chat      | claude-opus-5-5  | 'reasoning_effort':'high' | 'reasoning_effort':'high' |
            chat      | nova-pro         | 'reasoning_effort':'high' | | reasoning_effort
            chat      | gpt-oss-120b     | CHAT_TOOL,'tool_choice':'required','reasoning_effort':'high' | CHAT_TOOL,'tool_choice':'required' | reasoning_effort
            messages  | claude-haiku-4-5 | 'thinking':{'type':'enabled','budget_tokens':9000} | 'thinking':{'type':'enabled','budget_tokens':3999} |
            messages  | claude-haiku-4-5 | 'thinking':{'type':'enabled','budget_tokens':900} | | thinking
            messages  | claude-haiku-4-5 | 'thinking':{'type':'adaptive'},'output_config':{'effort':'high'} | 'thinking':{'type':'enabled','budget_tokens':3000} | output_config.effort
            messages  | claude-opus-4-7  | 'thinking':{'type':'enabled','budget_tokens':2500} | 'thinking':{'type':'adaptive'},'output_config':{'effort':'medium'} |
            messages  | nova-pro         | 'thinking':{'type':'enabled','budget_tokens':2500} | | thinking
            messages  | claude-opus-4-7  | 'temperature':0.5,'top_p':0.9,'top_k':5 | | temperature, top_k, top_p
            messages  | claude-haiku-4-5 | 'temperature':0.5,'top_p':0.9 | 'temperature':0.5 | top_p
            chat      | claude-haiku-4-5 | 'temperature':0.5,'reasoning_effort':'low' | 'reasoning_effort':'low' | temperature
            messages  | mistral-large-3  | 'top_k':5 | | top_k
            chat      | nova-pro         | 'response_format':{'type':'json_object'} | | response_format
            messages  | claude-haiku-4-5 | 'stop_sequences':[' ','x'] | 'stop_sequences':['x'] | stop_sequences[blank]
            messages  | claude-haiku-4-5 | 'output_format':{'type':'json_schema','schema':{}} | 'output_config':{'format':{'type':'json_schema','schema':{}}} |
            messages  | claude-opus-5-5  | 'output_config':{'format':{'type':'json_schema','schema':{}}} | 'output_config':{'format':{'type':'json_schema','schema':{}}} | output_config.format[not-enforced]
            chat      | nova-pro         | 'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'object'}}} | 'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'object'}}} | response_format[not-enforced]
            messages  | claude-haiku-4-5 | 'tools':[{'type':'tool_search_tool_regex','name':'s'},{'name':'a','input_schema':{},'defer_loading':true}] | 'tools':[{'type':'tool_search_tool_regex_20251119','name':'s'},{'name':'a','input_schema':{},'defer_loading':true}] |
            messages  | nova-pro         | 'tools':[{'type':'tool_search_tool_regex_20251119','name':'s'},{'name':'a','input_schema':{},'defer_loading':true}] | 'tools':[{'name':'a','input_schema':{}}] | tools[].defer_loading, tools[tool_search_tool_regex_20251119]
            messages  | claude-haiku-4-5 | 'tools':[{'name':'a','input_schema':{},'defer_loading':true}] | 'tools':[{'name':'a','input_schema':{}}] | tools[].defer_loading
            messages  | claude-opus-5-5  | 'tools':[{'name':'a','input_schema':{},'strict':true}] | 'tools':[{'name':'a','input_schema':{}}] | tools[].strict
            messages  | nova-pro         | 'cache_control':{'type':'ephemeral'} | | cache_control
            """;

    private static final String REFUSED = """
            chat      | deepseek-r1      | CHAT_TOOL | tools: 'deepseek-r1' calls no tools. Ask another model, or leave the tools out
            messages  | deepseek-r1      | TOOL | tools: 'deepseek-r1' calls no tools. Ask another model, or leave the tools out
            responses | deepseek-r1      | ITEM_TOOL | tools: 'deepseek-r1' calls no tools. Ask another model, or leave the tools out
            chat      | llama4-maverick  | CHAT_TOOL,'tool_choice':'required' | tool_choice: 'llama4-maverick' cannot be made to call a tool. Send auto and ask for it in the prompt, or ask another model
            messages  | claude-opus-5-5  | TOOL,'tool_choice':{'type':'tool','name':'a'} | tool_choice: 'claude-opus-5-5' cannot be made to call a tool. Send auto and ask for it in the prompt, or ask another model
            chat      | llama4-maverick  | CHAT_TOOL,'stream':true | stream: 'llama4-maverick' calls tools only in an answer that is not streamed. Send false, or ask another model
            chat      | nova-pro         | CHAT_TOOL,'tool_choice':{'type':'function','function':{'name':'b'}} | tool_choice: no tool of this name goes to the model. Tools that a vendor's own servers run are left out
            chat      | deepseek-r1      | 'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'object'}}} | response_format: 'deepseek-r1' enforces no schema and calls no tools. Ask for JSON in the prompt, or ask another model
            messages  | claude-haiku-4-5 | TOOL,'tool_choice':{'type':'any'},'thinking':{'type':'enabled','budget_tokens':2000} | thinking: the model's vendor refuses it beside a tool_choice that forces a tool. Leave one of them out
            messages  | claude-haiku-4-5 | 'temperature':0.5,'thinking':{'type':'enabled','budget_tokens':2000} | temperature: the model's vendor refuses any other than 1 beside thinking. Leave one of them out
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", emptyValue = "", textBlock = CHANGED)
    void fields_that_do_not_go_together_are_made_to(String api, String model, String given, String sent, String dropped)
            throws Refused {
        Rebuilt rebuilt = rebuild(api, body(api, model, given));
        assertThat(settled(rebuilt)).isEqualTo(Rebuilding.tree(body(api, model, sent == null ? "" : sent)));
        assertThat(rebuilt.dropped()).isEqualTo(dropped == null ? List.of() : List.of(dropped.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = REFUSED)
    void what_a_model_cannot_do_is_refused_with_the_reason(String api, String model, String given, String message) {
        Refused refused = catchThrowableOfType(Refused.class, () -> rebuild(api, body(api, model, given)));
        assertThat(refused).as("was not refused").isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo(message);
    }

    @Test
    void thinking_is_left_out_where_not_even_the_least_budget_fits() throws Refused {
        String body = "{'model':'claude-haiku-4-5','max_tokens':1024,'messages':[{'role':'user','content':'hi'}],%s}";
        assertThat(rebuild("messages", json(body.formatted("'thinking':{'type':'enabled','budget_tokens':1024}")))
                        .dropped())
                .containsExactly("thinking");
        assertThat(rebuild("chat", json(body.formatted("'reasoning_effort':'high'")))
                        .dropped())
                .containsExactly("reasoning_effort");
    }

    @Test
    void betas_follow_from_the_fields_and_not_from_the_header() throws Refused {
        assertThat(rebuild("messages", body("messages", "claude-haiku-4-5", """
                'tools':[{'type':'tool_search_tool_regex_20251119','name':'s'},{'type':'memory_20250818','name':'memory'},
                {'name':'a','input_schema':{},'defer_loading':true,'input_examples':[{}]}]"""))
                        .betas())
                .containsExactly("context-management-2025-06-27", "tool-search-tool-2025-10-19");
        assertThat(rebuild("messages", body("messages", "claude-haiku-4-5", TOOL))
                        .betas())
                .isEmpty();
        assertThat(rebuild("chat", body("chat", "claude-haiku-4-5", CHAT_TOOL)).betas())
                .isEmpty();
    }

    @Test
    void a_mark_on_the_whole_request_moves_to_the_last_block_that_can_carry_it() throws Refused {
        assertThat(settled(rebuild("messages", json("""
                {'model':'claude-haiku-4-5','max_tokens':9,'cache_control':{'type':'ephemeral','ttl':'1h'},'messages':[
                {'role':'user','content':[{'type':'text','text':'a'}]},
                {'role':'assistant','content':[{'type':'thinking','thinking':'t','signature':'EqQB'}]},
                {'role':'user','content':'hi'}]}""")))).isEqualTo(Rebuilding.tree(json("""
                {'model':'claude-haiku-4-5','max_tokens':9,'messages':[
                {'role':'user','content':[{'type':'text','text':'a'}]},
                {'role':'assistant','content':[{'type':'thinking','thinking':'t','signature':'EqQB'}]},
                {'role':'user','content':[{'type':'text','text':'hi',
                 'cache_control':{'type':'ephemeral','ttl':'1h'}}]}]}""")));
    }

    @Test
    void of_more_than_four_cache_points_the_last_four_stay() throws Refused {
        String marked = "{'type':'text','text':'%s','cache_control':{'type':'ephemeral'}}";
        String plain = "{'type':'text','text':'%s'}";
        String body = "{'model':'claude-haiku-4-5','max_tokens':9,'messages':[{'role':'user','content':[%s,%s,%s]}],"
                + "'system':[%s,%s,%s]}";
        Rebuilt rebuilt = rebuild("messages", json(body.formatted(marked, marked, marked, marked, marked, marked)));
        assertThat(settled(rebuilt))
                .isEqualTo(Rebuilding.tree(json(body.formatted(marked, marked, marked, plain, plain, marked))));
        assertThat(rebuilt.dropped()).containsExactly("cache_control");
    }

    @Test
    void a_picture_of_an_earlier_turn_does_not_end_a_session_with_a_model_that_takes_none() throws Refused {
        String image = "{'type':'image_url','image_url':{'url':'data:image/png;base64," + Rebuilding.PIXEL + "'}}";
        String body = "{'model':'deepseek-v3.2','max_tokens':9,'messages':[{'role':'user','content':[%s]},"
                + "{'role':'assistant','content':'ok'},{'role':'user','content':[%s]}]}";
        String text = "{'type':'text','text':'%s'}";
        Rebuilt rebuilt = rebuild("chat", json(body.formatted(image, text.formatted("and?"))));
        assertThat(settled(rebuilt))
                .isEqualTo(Rebuilding.tree(json(body.formatted(
                        text.formatted("[picture left out: this model takes none]"), text.formatted("and?")))));
        assertThat(rebuilt.dropped()).containsExactly("messages[].content[image_url]");
        Refused refused = catchThrowableOfType(
                Refused.class, () -> rebuild("chat", json(body.formatted(text.formatted("x"), image))));
        assertThat(refused.message())
                .isEqualTo("messages[2].content[0]: 'deepseek-v3.2' takes no pictures."
                        + " Leave it out, or ask another model");
        assertThat(refused.code()).isEqualTo("model_not_supported");
    }

    private static ObjectNode settled(Rebuilt rebuilt) {
        return (ObjectNode) Rebuilding.tree(new String(rebuilt.bytes(), StandardCharsets.UTF_8));
    }

    private static String body(String api, String model, String fields) {
        String question = api.equals("responses")
                ? "'input':'hi','max_output_tokens':4000"
                : "'messages':[{'role':'user','content':'hi'}],'max_tokens':4000";
        String known = fields.replace("CHAT_TOOL", CHAT_TOOL)
                .replace("ITEM_TOOL", ITEM_TOOL)
                .replace("TOOL", TOOL);
        return json("{'model':'" + model + "'," + question + (known.isEmpty() ? "" : "," + known) + "}");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static Rebuilt rebuild(String api, String body) throws Refused {
        ApiShape shape = switch (api) {
            case "chat" -> ApiShape.OPENAI_CHAT;
            case "responses" -> ApiShape.OPENAI_RESPONSES;
            default -> ApiShape.ANTHROPIC_MESSAGES;
        };
        return Bodies.rebuild(
                shape, body.getBytes(StandardCharsets.UTF_8), "application/json", Shipped.catalogue(), "us");
    }
}
