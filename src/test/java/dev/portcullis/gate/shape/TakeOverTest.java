package dev.portcullis.gate.shape;

import static dev.portcullis.gate.shape.Rebuilding.rebuild;
import static dev.portcullis.gate.shape.Rebuilding.rebuiltText;
import static dev.portcullis.gate.shape.Rebuilding.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that LiteLLM or Bedrock would obey: another model, another place, another price, another account. */
class TakeOverTest {
    static final List<String> NAMES = List.of(
            "model_id",
            "models",
            "fallbacks",
            "context_window_fallbacks",
            "content_policy_fallbacks",
            "maxTokens",
            "maxTokensToSample",
            "api_base",
            "base_url",
            "api_key",
            "api_version",
            "api_type",
            "organization",
            "custom_llm_provider",
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "aws_region_name",
            "aws_role_name",
            "aws_profile_name",
            "aws_web_identity_token",
            "aws_sts_endpoint",
            "aws_bedrock_runtime_endpoint",
            "serviceTier",
            "service_tier",
            "performanceConfig",
            "requestMetadata",
            "guardrailConfig",
            "guardrails",
            "inferenceConfig",
            "additionalModelRequestFields",
            "additionalModelResponseFieldPaths",
            "system_prompt_id",
            "promptVariables",
            "metadata",
            "litellm_metadata",
            "litellm_params",
            "litellm_call_id",
            "litellm_session_id",
            "litellm_trace_id",
            "litellm_credential_name",
            "proxy_server_request",
            "extra_body",
            "extra_headers",
            "headers",
            "extra_query",
            "mock_response",
            "mock_tool_calls",
            "mock_timeout",
            "tags",
            "user_config",
            "model_list",
            "router_settings_override",
            "num_retries",
            "timeout",
            "request_timeout",
            "cache",
            "caching",
            "no-log",
            "drop_params",
            "additional_drop_params",
            "allowed_openai_params",
            "input_cost_per_token",
            "output_cost_per_token",
            "callbacks",
            "success_callback",
            "failure_callback",
            "langfuse_public_key",
            "vertex_credentials",
            "azure_ad_token",
            "use_in_pass_through",
            "web_search_options",
            "mcp_servers",
            "inference_geo",
            "speed",
            "anthropic_beta",
            "anthropic_version",
            "betas",
            "disable_fallbacks",
            "prompt_id",
            "prompt_variables",
            "secret_fields",
            "Model",
            "MODEL",
            "model ",
            "mod\\u0065l_id",
            "fallback\\u0073",
            "__proto__",
            "max-tokens",
            "stream_options.include_usage");

    static Stream<Arguments> attempts() {
        return Stream.of(
                        ApiShape.OPENAI_CHAT,
                        ApiShape.OPENAI_RESPONSES,
                        ApiShape.OPENAI_EMBEDDINGS,
                        ApiShape.OPENAI_IMAGES_GENERATIONS,
                        ApiShape.ANTHROPIC_MESSAGES,
                        ApiShape.ANTHROPIC_COUNT_TOKENS)
                .flatMap(shape -> NAMES.stream().map(name -> Arguments.of(shape, name)));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void a_field_that_no_table_names_never_arrives_and_is_named(ApiShape shape, String name) throws Refused {
        String plain = rebuiltText(shape, body(shape, ""));
        for (String value :
                List.of("\"taken\"", "{\"model\":\"taken\",\"api_base\":\"http://taken\"}", "[\"taken\"]")) {
            Rebuilt rebuilt = rebuild(shape, body(shape, "\"" + name + "\":" + value));
            assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
            assertThat(rebuilt.dropped())
                    .containsExactly(
                            name.replace("\\u0065", "e").replace("\\u0073", "s").replace(" ", "?"));
        }
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void the_same_field_twice_is_refused(ApiShape shape, String name) {
        String twice = body(shape, "\"" + name + "\":1,\"" + name + "\":2");
        assertThat(refused(shape, twice).message()).startsWith("body: the name '");
    }

    @Test
    void the_same_inside_messages_tools_and_parts_never_arrives() throws Refused {
        Rebuilt rebuilt = rebuild(ApiShape.OPENAI_CHAT, """
                {"model":"sage","messages":[{"role":"user","model_id":"taken","content":[
                   {"type":"text","text":"hi","api_base":"http://taken","cache_control":{"type":"ephemeral","tags":1}}]}],
                 "tools":[{"type":"function","api_key":"taken","function":{"name":"f","fallbacks":["taken"]}}],
                 "response_format":{"type":"text","model":"taken"},
                 "thinking":{"type":"disabled","model_id":"taken"},
                 "stream":true,"stream_options":{"include_usage":false,"model_id":"taken"}}""");
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8)).doesNotContain("taken");
        assertThat(rebuilt.dropped())
                .containsExactly(
                        "messages[].content[].api_base",
                        "messages[].content[].cache_control.tags",
                        "messages[].model_id",
                        "response_format.model",
                        "stream_options.model_id",
                        "thinking.model_id",
                        "tools[].api_key",
                        "tools[].function.fallbacks");
    }

    @Test
    void ids_that_name_a_deployment_never_arrive() throws Refused {
        String rebuilt = rebuiltText(
                ApiShape.OPENAI_RESPONSES,
                "{\"model\":\"sage\",\"input\":[{\"type\":\"reasoning\",\"id\":\"encitem_dGFrZW4=\",\"summary\":[]},"
                        + "{\"type\":\"message\",\"id\":\"encitem_dGFrZW4=\",\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(rebuilt).doesNotContain("encitem_");
    }

    @Test
    void what_is_left_out_is_bounded_and_safe_in_a_header() throws Refused {
        StringBuilder many = new StringBuilder("\"\\r\\nset-cookie: x\":1,\"" + "k".repeat(200) + "\":1");
        for (int i = 10; i < 90; i++) {
            many.append(",\"x").append(i).append("\":1");
        }
        List<String> dropped = rebuild(ApiShape.OPENAI_EMBEDDINGS, body(ApiShape.OPENAI_EMBEDDINGS, many.toString()))
                .dropped();
        assertThat(dropped).hasSize(33).endsWith("...").contains("??set-cookie??x", "k".repeat(97) + "...");
        assertThat(dropped).allMatch(name -> name.matches("[A-Za-z0-9_.\\[\\]?-]{1,100}"));
    }

    private static String body(ApiShape shape, String more) {
        String required = switch (shape) {
            case OPENAI_EMBEDDINGS -> "\"model\":\"vector\",\"input\":\"hi\"";
            case OPENAI_IMAGES_GENERATIONS -> "\"model\":\"brush\",\"prompt\":\"hi\"";
            case OPENAI_RESPONSES -> "\"model\":\"sage\",\"input\":\"hi\"";
            case ANTHROPIC_MESSAGES ->
                "\"model\":\"sage\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
            default -> "\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        };
        return "{" + required + (more.isEmpty() ? "" : "," + more) + "}";
    }
}
