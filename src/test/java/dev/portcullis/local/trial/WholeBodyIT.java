package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.local.bedrock.BedrockRequest;
import dev.portcullis.probe.Caller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies through the gate and the real LiteLLM, judged by what the strict stand-in got. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class WholeBodyIT {
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final String RESPONSES = "/v1/responses";
    private static final String RATE_LIMIT = "error code: 1015";
    private static final String CHAT_TOOL =
            "'tools':[{'type':'function','function':{'name':'read_file','parameters':{'type':'object'}}}]";

    /** Route, field, the name by which it is dropped, and a trace of it in what Bedrock gets. */
    private static final List<List<String>> FIELDS = List.of(
            List.of(CHAT, "'temperature':0.37", "temperature", "0.37"),
            List.of(CHAT, "'top_p':0.91", "top_p", "0.91"),
            List.of(CHAT, "'stop':['HALT']", "stop", "HALT"),
            List.of(CHAT, "'reasoning_effort':'high'", "reasoning_effort", "effort|thinking|reasoningConfig"),
            List.of(CHAT, "'response_format':{'type':'json_object'}", "response_format", "json_object"),
            List.of(
                    CHAT,
                    CHAT_TOOL + ",'parallel_tool_calls':false",
                    "parallel_tool_calls",
                    "disable_parallel_tool_use"),
            List.of(MESSAGES, "'temperature':0.37", "temperature", "0.37"),
            List.of(MESSAGES, "'top_k':37", "top_k", "37"),
            List.of(MESSAGES, "'stop_sequences':['HALT']", "stop_sequences", "HALT"),
            List.of(MESSAGES, "'thinking':{'type':'enabled','budget_tokens':2000}", "thinking", "thinking|reasoning"),
            List.of(MESSAGES, "'output_config':{'effort':'high'}", "output_config.effort", "effort"),
            List.of(MESSAGES, "'cache_control':{'type':'ephemeral'}", "cache_control", "cache_control|cachePoint"),
            List.of(RESPONSES, "'temperature':0.37", "temperature", "0.37"),
            List.of(RESPONSES, "'reasoning':{'effort':'high'}", "reasoning.effort", "effort|thinking|reasoningConfig"),
            List.of(RESPONSES, "'text':{'verbosity':'low'}", "text.verbosity", "verbosity"));

    private static RunningTrial running;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() {
        running = RunningTrial.start();
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void whatever_does_not_reach_bedrock_is_named() throws Exception {
        List<String> silent = new ArrayList<>();
        for (var offered : Shipped.catalogue().offered("us")) {
            if (offered.model().kind() != ModelKind.CHAT) {
                continue;
            }
            for (List<String> field : FIELDS) {
                String model = offered.model().name();
                String text =
                        "Field " + field.get(2) + " " + field.get(0).replace('/', ' ') + " of " + model + " alone";
                Answer answer = post(field.get(0), model, text, field.get(1));
                List<BedrockRequest> arrived = arrived(text);
                boolean reached = answer.status() == 200
                        && arrived.size() == 1
                        && arrived.get(0).body().replace(text, "").matches("(?s).*(" + field.get(3) + ").*");
                boolean named = List.of(answer.dropped().split(", ")).contains(field.get(2));
                boolean refused = answer.status() == 400 && answer.body().contains("model_not_supported");
                if (!refused && (answer.status() != 200 || reached == named)) {
                    silent.add(model + " " + field.get(0) + " " + field.get(1) + ": " + answer.status() + ", reached "
                            + reached + ", dropped '" + answer.dropped() + "' "
                            + (answer.status() == 200 ? "" : answer.body()));
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"claude-opus-5-5", "claude-haiku-5-5", "claude-opus-4-8", "claude-haiku-4-5", "nova-pro"})
    void a_system_message_behind_the_users_turn_is_answered_on_every_model(String model) throws Exception {
        Answer answer = send(
                MESSAGES,
                "{'model':'" + model + "','max_tokens':99,'messages':[{'role':'user','content':'hi'},"
                        + "{'role':'system','content':'Environment: Linux'}]}");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    @Test
    void a_choice_of_no_tool_calls_none_whatever_the_prompt_asks() throws Exception {
        Answer answer = post(CHAT, "claude-haiku-4-5", "[[tool read_file]]", CHAT_TOOL + ",'tool_choice':'none'");
        assertThat(answer.body()).doesNotContain("tool_calls\":[{");
    }

    @Test
    void a_deferred_tool_and_its_search_arrive_with_their_beta() throws Exception {
        String text = "Deferred and searched";
        Answer answer = post(
                MESSAGES,
                "claude-haiku-4-5",
                text,
                "'tools':[{'type':'tool_search_tool_regex','name':"
                        + "'tool_search_tool_regex'},{'name':'a','input_schema':{'type':'object'},'defer_loading':true}]");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(arrived(text).get(0).body())
                .contains("tool_search_tool_regex_20251119", "defer_loading", "tool-search-tool-2025-10-19");
    }

    @Test
    void the_second_call_reads_the_whole_prompt_from_the_cache() throws Exception {
        String words = "word ".repeat(3_000).strip();
        post(MESSAGES, "claude-haiku-4-5", words, "'cache_control':{'type':'ephemeral'}");
        Answer second = post(MESSAGES, "claude-haiku-4-5", words, "'cache_control':{'type':'ephemeral'}");
        assertThat(second.body()).contains("\"cache_read_input_tokens\":3000");
        assertThat(second.dropped()).isEmpty();
    }

    @Test
    void an_effort_fits_under_the_bound() throws Exception {
        String text = "Think hard but briefly";
        Answer answer = post(CHAT, "claude-haiku-4-5", text, "'reasoning_effort':'high'");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(arrived(text).get(0).body()).contains("2048");
    }

    @Test
    void codexs_items_and_claudes_searches_are_answered() throws Exception {
        Answer codex = send(RESPONSES, """
                {'model':'claude-haiku-4-5','max_output_tokens':99,'input':[{'role':'user','content':'hi'},
                {'type':'tool_search_call','call_id':'s1','execution':'client','arguments':{'query':'db'}},
                {'type':'tool_search_output','call_id':'s1','execution':'client','tools':[
                 {'type':'function','name':'query','parameters':{'type':'object'}}]},
                {'type':'local_shell_call','call_id':'c1','action':{'type':'exec','command':['ls']}},
                {'type':'local_shell_call_output','call_id':'c1','output':'a.txt'},
                {'type':'compaction','encrypted_content':'gAAA'},{'role':'user','content':'[[tool tool_search]]'}],
                'tools':[{'type':'tool_search','execution':'client','description':'d','parameters':{'type':'object'}}]}""");
        assertThat(codex.status()).as("%s", codex.body()).isEqualTo(200);
        assertThat(codex.body()).contains("\"tool_search_call\"");
        Answer claude = send(MESSAGES, """
                {'model':'claude-haiku-4-5','max_tokens':99,'messages':[{'role':'user','content':'hi'},
                {'role':'assistant','content':[
                {'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{'query':'x'}},
                {'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[]}]},
                {'role':'user','content':'and?'}]}""");
        assertThat(claude.status()).as("%s", claude.body()).isEqualTo(200);
    }

    @Test
    void an_embedding_in_base64_has_all_its_numbers() throws Exception {
        Answer answer = send(
                "/v1/embeddings", "{'model':'titan-embed-text-v2','input':'hello world','encoding_format':'base64'}");
        // 1,024 floats of 4 bytes.
        assertThat(answer.body()).containsPattern("\"embedding\":\"[A-Za-z0-9+/]{5462}==\"");
    }

    private static Answer post(String path, String model, String text, String field) throws Exception {
        String question = path.equals(RESPONSES)
                ? "'max_output_tokens':4000,'input':'" + text + "'"
                : "'max_tokens':4000,'messages':[{'role':'user','content':'" + text + "'}]";
        return send(path, "{'model':'" + model + "'," + question + "," + field + "}");
    }

    private static Answer send(String path, String body) throws Exception {
        Answer answer = running.trial().callers().client().post(path, body.replace('\'', '"'));
        // The edge's rate limit is not what is asked here, and it says how long it lasts.
        while (answer.status() == 429 && answer.body().equals(RATE_LIMIT)) {
            TimeUnit.SECONDS.sleep(Long.parseLong(answer.retryAfter()));
            answer = running.trial().callers().client().post(path, body.replace('\'', '"'));
        }
        return answer;
    }

    private static List<BedrockRequest> arrived(String text) {
        return running.trial().bedrockRequests().stream()
                .filter(request -> request.body().contains(text))
                .toList();
    }
}
