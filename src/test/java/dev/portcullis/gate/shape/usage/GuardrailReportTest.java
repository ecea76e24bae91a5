package dev.portcullis.gate.shape.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GuardrailReportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void the_policy_that_blocks_is_named_and_the_units_of_prompt_and_answer_are_summed() throws Exception {
        GuardrailReport report = report("""
                {"trace":{"guardrail":{
                "inputAssessment":{"g":{"invocationMetrics":{"usage":{"topicPolicyUnits":2,"contentPolicyUnits":2}}}},
                "outputAssessments":{"g":[{"topicPolicy":{"topics":[{"name":"plans","type":"DENY","action":"BLOCKED"}]},
                "invocationMetrics":{"usage":{"topicPolicyUnits":1,"contentPolicyUnits":1}}}]}}}}""");

        assertThat(report)
                .isEqualTo(new GuardrailReport(
                        true,
                        true,
                        false,
                        Set.of("topicPolicy"),
                        Map.of("topicPolicyUnits", 3L, "contentPolicyUnits", 3L)));
    }

    @Test
    void a_masked_answer_is_an_intervention_and_still_the_models_own() throws Exception {
        GuardrailReport report = report("""
                {"stop_reason":"end_turn","amazon-bedrock-guardrailAction":"INTERVENED","amazon-bedrock-trace":{"guardrail":
                {"outputs":[{"g":{"sensitiveInformationPolicy":{"piiEntities":[
                {"match":"Jo","type":"NAME","action":"ANONYMIZED"}]}}}]}}}""");

        assertThat(report)
                .isEqualTo(new GuardrailReport(true, false, false, Set.of("sensitiveInformationPolicy"), Map.of()));
    }

    @Test
    void an_intervention_without_a_trace_counts_as_a_block() throws Exception {
        assertThat(report("{\"amazon-bedrock-guardrailAction\":\"INTERVENED\"}"))
                .isEqualTo(new GuardrailReport(true, true, false, Set.of(), Map.of()));
    }

    @Test
    void a_policy_that_found_nothing_and_a_name_that_bedrock_does_not_have_are_no_intervention() throws Exception {
        assertThat(report("""
                {"trace":{"guardrail":{"inputAssessment":{"g":{
                "contentPolicy":{"filters":[{"type":"HATE","action":"NONE"}]},
                "promptPolicy":{"action":"BLOCKED"},
                "invocationMetrics":{"usage":{"topicPolicyUnits":-1,"wordPolicyUnits":1.5,"textUnits":"9","latency":3}}}}}}}""")).isEqualTo(GuardrailReport.NONE);
    }

    @Test
    void a_text_that_looks_like_a_report_is_none() throws Exception {
        assertThat(report("""
                {"choices":[{"message":{"content":"x"},"trace":{"guardrail":{"topicPolicy":{"action":"BLOCKED"}}}}]}""")).isEqualTo(GuardrailReport.NONE);
    }

    @Test
    void the_events_of_a_stream_make_one_report() {
        GuardrailReader reader = new GuardrailReader();
        reader.data("{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"guardrail\"}}");
        reader.data("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}");
        reader.data("{\"type\":\"message_stop\",\"amazon-bedrock-guardrailAction\":\"INTERVENED\"}");
        reader.data("[DONE] guardrail");

        assertThat(reader.report()).isEqualTo(new GuardrailReport(true, true, false, Set.of(), Map.of()));
    }

    @Test
    void an_answer_in_two_parts_is_read_as_a_whole() {
        GuardrailReader reader = new GuardrailReader();
        reader.feed("{\"stop_reason\":\"ref".getBytes(StandardCharsets.UTF_8));
        assertThat(reader.report()).isEqualTo(GuardrailReport.NONE);
        reader.feed("usal\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(reader.report()).isEqualTo(new GuardrailReport(false, false, true, Set.of(), Map.of()));
    }

    private static GuardrailReport report(String json) throws JsonProcessingException {
        return GuardrailReport.of(JSON.readTree(json));
    }
}
