package dev.portcullis.local.bedrock.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.litellm.Shipped;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each line of the table refused, and what stands beside it accepted. */
final class RulesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String USER = "{'role':'user','content':'hi'}";
    private static final String TOOL = "{'name':'a','input_schema':{}}";
    private static final String CALL =
            "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'a','input':{}}]}";
    private static final String RESULT =
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'x'}]}";

    private static final String MESSAGES = """
            CHOICE_WITHOUT_TOOLS      | claude-haiku-4-5 | 'tool_choice':{'type':'auto'} | tool_choice: tool_choice may only be specified while providing tools.
            CHOICE_OF_UNKNOWN_TOOL    | claude-haiku-4-5 | 'tools':[TOOL],'tool_choice':{'type':'tool','name':'b'} | Tool 'b' not found in provided tools
            CHOICE_NOT_FORCIBLE       | claude-opus-5-5  | 'tools':[TOOL],'tool_choice':{'type':'any'} | tool_choice: `any` is not supported for this model.
            THINKING_TOO_SMALL        | claude-haiku-4-5 | 'thinking':{'type':'enabled','budget_tokens':1023} | thinking.enabled.budget_tokens: Input should be greater than or equal to 1024
            THINKING_TOO_LARGE        | claude-haiku-4-5 | 'thinking':{'type':'enabled','budget_tokens':4000} | `max_tokens` must be greater than `thinking.budget_tokens`.
            THINKING_NOT_ENABLED      | claude-opus-4-7  | 'thinking':{'type':'enabled','budget_tokens':2000} | "thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.
            THINKING_NOT_ADAPTIVE     | claude-haiku-4-5 | 'thinking':{'type':'adaptive'} | adaptive thinking is not supported on this model
            THINKING_WITH_FORCED_TOOL | claude-haiku-4-5 | 'thinking':{'type':'enabled','budget_tokens':2000},'tools':[TOOL],'tool_choice':{'type':'any'} | Thinking may not be enabled when tool_choice forces tool use.
            THINKING_WITH_SAMPLING    | claude-haiku-4-5 | 'thinking':{'type':'enabled','budget_tokens':2000},'temperature':0.5 | `temperature` may only be set to 1 when thinking is enabled or in adaptive mode.
            EXTRA_INPUT               | claude-haiku-4-5 | 'cache_control':{'type':'ephemeral'} | cache_control: Extra inputs are not permitted
            EXTRA_INPUT               | claude-haiku-4-5 | 'context_management':{'edits':[]} | context_management: Extra inputs are not permitted
            EXTRA_INPUT               | claude-opus-5-5  | 'output_config':{'format':{'type':'json_schema'}} | output_config.format: Extra inputs are not permitted
            EXTRA_INPUT               | claude-haiku-4-5 | 'tools':[{'name':'a','input_schema':{},'defer_loading':true}] | tools.0.custom.defer_loading: Extra inputs are not permitted
            DEFERRED_WITHOUT_SEARCH   | claude-haiku-4-5 | 'anthropic_beta':['tool-search-tool-2025-10-19'],'tools':[{'name':'a','input_schema':{},'defer_loading':true}] | At least one tool must have defer_loading=false, and a tool search tool must be provided.
            SAMPLING_NOT_SUPPORTED    | claude-opus-4-7  | 'temperature':1 | `temperature` is deprecated for this model.
            SAMPLING_BOTH             | claude-haiku-4-5 | 'temperature':1,'top_p':0.9 | `temperature` and `top_p` cannot both be specified for this model. Please use only one.
            STOP_BLANK                | claude-haiku-4-5 | 'stop_sequences':[' '] | stop_sequences: each stop sequence must contain non-whitespace
            """;

    private static final String TURNS = """
            TEXT_EMPTY                | claude-haiku-4-5 | {'role':'user','content':[{'type':'text','text':''}]} | messages: text content blocks must be non-empty
            THINKING_NOT_FIRST        | claude-haiku-4-5 | USER,CALL,RESULT],'thinking':{'type':'enabled','budget_tokens':2000},'stop_sequences':[ | messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceding the lastmost set of `tool_use` and `tool_result` blocks).
            TEXT_EMPTY                | claude-haiku-4-5 | {'role':'user','content':''} | messages.0: all messages must have non-empty content except for the optional final assistant message
            UNKNOWN_TYPE              | claude-haiku-4-5 | {'role':'user','content':[{'type':'web_search_tool_result'}]} | messages.0.content.0: Input tag 'web_search_tool_result' found using 'type' does not match any of the expected tags: 'document', 'image', 'redacted_thinking', 'search_result', 'text', 'thinking', 'tool_result', 'tool_use'
            THINKING_UNSIGNED         | claude-haiku-4-5 | USER,{'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':'1755000000'}]},USER | messages.1.content.0: Invalid `signature` in `thinking` block
            PREFILL_NOT_SUPPORTED     | claude-opus-4-6  | USER,{'role':'assistant','content':'I'} | This model does not support assistant message prefill. The conversation must end with a user message.
            SYSTEM_TURN_NOT_SUPPORTED | claude-haiku-4-5 | USER,{'role':'system','content':'x'} | role 'system' is not supported on this model
            SYSTEM_TURN_MISPLACED     | claude-opus-5-5  | {'role':'system','content':'x'},USER | messages.0: use the top-level 'system' parameter for the initial system prompt
            SYSTEM_TURN_MISPLACED     | claude-opus-5-5  | USER,{'role':'system','content':'x'},{'role':'system','content':'y'} | messages.1: a system message must follow a user message and be last or followed by an assistant message
            SYSTEM_TURN_MISPLACED     | claude-opus-5-5  | USER,{'role':'system','content':'x'},USER | messages.1: a system message must follow a user message and be last or followed by an assistant message
            RESULT_WITHOUT_CALL       | claude-haiku-4-5 | RESULT | messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.
            CALL_WITHOUT_RESULT       | claude-haiku-4-5 | USER,CALL,{'role':'user','content':'and?'} | messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.
            """;

    private static final String CONVERSE = """
            TOOLS_EMPTY             | nova-pro         | 'toolConfig':{'tools':[]} | 1 validation error detected: Value at 'toolConfig.tools' failed to satisfy constraint: Member must have length greater than or equal to 1
            TOOLS_NOT_SUPPORTED     | deepseek-r1      | 'toolConfig':{'tools':[SPEC]} | This model doesn't support tool use.
            TOOLS_NOT_STREAMED      | llama4-maverick  | 'toolConfig':{'tools':[SPEC]} | This model doesn't support tool use in streaming mode.
            CHOICE_NOT_FORCIBLE     | mistral-large-3  | 'toolConfig':{'tools':[SPEC],'toolChoice':{'any':{}}} | This model doesn't support the toolConfig.toolChoice.any field. Remove toolConfig.toolChoice.any and try again.
            CHOICE_OF_UNKNOWN_TOOL  | nova-pro         | 'toolConfig':{'tools':[SPEC],'toolChoice':{'tool':{'name':'b'}}} | The tool name 'b' in toolChoice is not in toolConfig.tools.
            CHOICE_WITHOUT_TOOLS    | claude-haiku-4-5 | 'additionalModelRequestFields':{'tool_choice':{'type':'auto'}} | The model returned the following errors: tool_choice: tool_choice may only be specified while providing tools.
            EXTRA_INPUT             | claude-haiku-4-5 | 'additionalModelRequestFields':{'parallel_tool_calls':false} | The model returned the following errors: parallel_tool_calls: Extra inputs are not permitted
            SAMPLING_NOT_SUPPORTED  | claude-opus-4-7  | 'inferenceConfig':{'topP':1} | The model returned the following errors: `top_p` is deprecated for this model.
            THINKING_TOO_LARGE      | claude-haiku-4-5 | 'inferenceConfig':{'maxTokens':4000},'additionalModelRequestFields':{'thinking':{'type':'enabled','budget_tokens':4096}} | `max_tokens` must be greater than `thinking.budget_tokens`.
            """;

    private static final String BLOCKS = """
            HISTORY_WITHOUT_TOOLS   | nova-pro    | {'toolUse':{'toolUseId':'t','name':'a','input':{}}} | The toolConfig field must be defined when using toolUse and toolResult content blocks.
            TEXT_EMPTY              | nova-pro    | {'text':' '} | The text field in the ContentBlock object at messages.0.content.0 is blank. Add text to the text field, and try again.
            IMAGES_NOT_SUPPORTED    | deepseek-r1 | {'image':{}} | This model doesn't support the image content block that you provided.
            DOCUMENTS_NOT_SUPPORTED | nova-micro  | {'document':{}} | This model doesn't support documents.
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = MESSAGES)
    void a_messages_body_that_breaks_a_rule_is_refused(Rule rule, String model, String fields, String message) {
        messages(rule, model, "'messages':[USER]," + fields, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = TURNS)
    void messages_that_break_a_rule_are_refused(Rule rule, String model, String turns, String message) {
        messages(rule, model, "'messages':[" + turns + "]", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = CONVERSE)
    void a_converse_body_that_breaks_a_rule_is_refused(Rule rule, String model, String fields, String message) {
        converse(rule, model, "'messages':[{'role':'user','content':[{'text':'hi'}]}]," + fields, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = BLOCKS)
    void a_converse_block_that_breaks_a_rule_is_refused(Rule rule, String model, String block, String message) {
        converse(rule, model, "'messages':[{'role':'user','content':[" + block + "]}]", message);
    }

    @Test
    void five_cache_points_are_one_too_many() {
        String block = "{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}";
        messages(
                Rule.CACHE_POINTS,
                "claude-haiku-4-5",
                "'messages':[{'role':'user','content':[" + String.join(",", Collections.nCopies(5, block)) + "]}]",
                "A maximum of 4 blocks with cache_control may be provided. Found 5.");
    }

    @Test
    void what_the_service_accepts_is_accepted() {
        accepted(
                "claude-opus-5-5",
                "'messages':[USER,{'role':'system','content':'x'},{'role':'assistant','content':'y'},USER]");
        accepted("claude-opus-5-5", "'messages':[USER,{'role':'system','content':'x'}],'thinking':{'type':'adaptive'}");
        accepted("claude-haiku-4-5", "'messages':[USER,CALL,RESULT],'tools':[TOOL],'tool_choice':{'type':'none'}");
        accepted("claude-haiku-4-5", "'messages':[USER,CALL,RESULT,USER]");
        accepted(
                "claude-haiku-4-5",
                "'messages':[USER,{'role':'assistant','content':'I'}],'thinking':{'type':'enabled','budget_tokens':1024}");
        accepted(
                "claude-haiku-4-5",
                "'messages':[USER],'anthropic_beta':['tool-search-tool-2025-10-19'],'tools':["
                        + "{'type':'tool_search_tool_regex_20251119','name':'tool_search_tool_regex'},"
                        + "{'name':'a','input_schema':{},'defer_loading':true}]");
    }

    /** Five marks have a test of their own; a long prompt is tried where prompts are counted. */
    @Test
    void every_rule_of_the_table_is_tried_here() {
        Set<String> tried = new TreeSet<>(Set.of("CACHE_POINTS", "PROMPT_TOO_LONG"));
        Stream.of(MESSAGES, TURNS, CONVERSE, BLOCKS)
                .flatMap(String::lines)
                .forEach(line -> tried.add(line.substring(0, line.indexOf('|')).strip()));
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::name).toList());
    }

    private static void messages(Rule rule, String model, String fields, String message) {
        Broken broken = catchThrowableOfType(
                Broken.class, () -> MessagesRules.check(body("'max_tokens':4000," + fields), model(model)));
        assertThat(broken).as("was not refused").isNotNull();
        assertThat(broken.message()).isEqualTo(message);
        assertThat(broken.rule()).isEqualTo(rule);
    }

    private static void converse(Rule rule, String model, String fields, String message) {
        Broken broken = catchThrowableOfType(Broken.class, () -> ConverseRules.check(body(fields), model(model), true));
        assertThat(broken).as("was not refused").isNotNull();
        assertThat(broken.message()).isEqualTo(message);
        assertThat(broken.rule()).isEqualTo(rule);
    }

    private static void accepted(String model, String fields) {
        assertThatCode(() -> MessagesRules.check(body("'max_tokens':4000," + fields), model(model)))
                .doesNotThrowAnyException();
    }

    private static JsonNode body(String fields) {
        String text = fields.replace("USER", USER)
                .replace("SPEC", "{'toolSpec':{'name':'a','inputSchema':{'json':{}}}}")
                .replace("TOOL", TOOL)
                .replace("CALL", CALL)
                .replace("RESULT", RESULT);
        try {
            return JSON.readTree("{" + text.replace('\'', '"') + "}");
        } catch (JsonProcessingException e) {
            throw new AssertionError("the test's own JSON", e);
        }
    }

    private static Model model(String name) {
        return Shipped.catalogue().find(name).orElseThrow();
    }
}
