package dev.portcullis.local.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in's guardrail takes and refuses what Bedrock Runtime's service model and reports of it say. */
final class AppliedGuardrailTest {
    private static final String ARN = "arn:aws:bedrock:us-east-1:123456789012:guardrail/" + AppliedGuardrail.ID;

    @ParameterizedTest
    @CsvSource({
        "gr0another, 1, The provided guardrail identifier is invalid.",
        "gr0standin12, 2, The provided guardrail version is invalid.",
        "gr0standin12, '', The provided guardrail version is invalid.",
        "gr0standin12, DRAFT, The provided guardrail version is invalid.",
    })
    void a_guardrail_or_a_version_that_is_not_there_is_refused(String id, String version, String message) {
        JsonNode body = json("{\"guardrailConfig\":{\"guardrailIdentifier\":\"" + id + "\",\"guardrailVersion\":\""
                + version + "\"}}");
        assertThatThrownBy(() -> AppliedGuardrail.converse(body, false, List.of()))
                .isInstanceOf(AwsError.class)
                .hasMessage(message);
        assertThatThrownBy(() -> AppliedGuardrail.invoke(request(id, version), json("{}"), List.of()))
                .isInstanceOf(AwsError.class)
                .hasMessage(message);
    }

    @Test
    void an_arn_stands_for_the_id_and_a_call_without_one_is_not_looked_at() {
        assertThat(AppliedGuardrail.invoke(request(ARN, "1"), json("{}"), List.of()))
                .isPresent();
        assertThat(AppliedGuardrail.invoke(request("", ""), json("{}"), List.of()))
                .isEmpty();
        assertThat(AppliedGuardrail.converse(json("{}"), false, List.of())).isEmpty();
    }

    @Test
    void a_tag_for_a_guardrail_that_is_not_named_is_refused() {
        JsonNode body = json("{\"amazon-bedrock-guardrailConfig\":{\"tagSuffix\":\"x\"}}");
        assertThatThrownBy(() -> AppliedGuardrail.invoke(request("", ""), body, List.of()))
                .isInstanceOf(AwsError.class);
    }

    @Test
    void a_mode_of_streams_is_refused_where_there_is_no_stream() {
        JsonNode body =
                json("{\"guardrailConfig\":{\"guardrailIdentifier\":\"gr0standin12\",\"guardrailVersion\":\"1\","
                        + "\"streamProcessingMode\":\"sync\"}}");
        assertThat(AppliedGuardrail.converse(body, true, List.of())).isPresent();
        assertThatThrownBy(() -> AppliedGuardrail.converse(body, false, List.of()))
                .isInstanceOf(AwsError.class);
    }

    @Test
    void units_are_a_thousand_characters_of_the_guarded_part_or_else_of_all_that_is_said() {
        String text = "x".repeat(1_001);
        String config = "\"guardrailConfig\":{\"guardrailIdentifier\":\"gr0standin12\",\"guardrailVersion\":\"1\"}";
        String said = "{\"role\":\"user\",\"content\":[{\"text\":\"" + text + "\"}]}";
        String guarded = "{\"role\":\"user\",\"content\":[{\"guardContent\":{\"text\":{\"text\":\"hi\"}}}]}";

        assertThat(units("{" + config + ",\"messages\":[" + said + "]}")).isEqualTo(2);
        assertThat(units("{" + config + ",\"messages\":[" + said + "," + guarded + "]}"))
                .isEqualTo(1);
    }

    private static long units(String body) {
        return AppliedGuardrail.converse(json(body), false, List.of())
                .orElseThrow()
                .promptUnits();
    }

    private static JsonNode json(String text) {
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BedrockRequest request(String id, String version) {
        Map<String, List<String>> headers = new HashMap<>();
        if (!id.isEmpty()) {
            headers.put("x-amzn-bedrock-guardrailidentifier", List.of(id));
        }
        if (!version.isEmpty()) {
            headers.put("x-amzn-bedrock-guardrailversion", List.of(version));
        }
        return new BedrockRequest("POST", "/model/x/invoke", headers, "{}");
    }
}
