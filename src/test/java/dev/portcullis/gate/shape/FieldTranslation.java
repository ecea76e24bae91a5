package dev.portcullis.gate.shape;

import com.google.common.collect.ImmutableSet;
import dev.portcullis.policy.ApiShape;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The table of values that do not go on as they are, and that nobody has to be told of. */
enum FieldTranslation {
    COMPLETION_BOUND(Where.GATE, "max_completion_tokens", "\"max_tokens\":4001", "the same as max_tokens"),
    PLAIN_FORMAT(Where.GATE, "(response_format|text\\.format)\\[text]", "", "every answer is a text without it"),
    NO_THINKING(Where.GATE, "thinking\\[disabled]", "^(?!.*\"thinking\")", "no thinking is asked for"),
    ADAPTED_BUDGET(
            Where.GATE,
            "thinking\\[enabled]\\.budget_tokens",
            "\"effort\":\"medium\"",
            "an effort, on models that decide themselves how much they think"),
    ONLY_CHOICE(Where.GATE, "tool_choice(\\[auto])?", "^(?!.*tool_choice)", "the one choice that the model has"),
    NO_TOOLS(Where.GATE, "tool_choice(\\[none])?|tools\\[.*", "^(?!.*\"tools\")", "a model without tools calls none"),
    ALLOWED_TOOLS(
            Where.GATE, "tool_choice\\[allowed_tools].*", "\"tools\":", "the list of tools, and the mode as a choice"),
    ENCODING(Where.GATE, "encoding_format", "", "the gate writes the numbers so itself"),
    EMPTY_LIST(Where.GATE, "tools\\[.*\\.(name|strict)", "^(?!.*\"tools\")", "named with its tool"),
    MARK_OF_RESULT(
            Where.GATE,
            "messages.*cache_control",
            "\"cache_control\"",
            "one mark at the end of the message, or on the tool's result"),
    BLOCK_MEDIA(
            Where.GATE,
            "messages\\[].*\\[document].source\\[(text|content)].*media_type",
            "\"type\":\"(text|image)\"",
            "a text or a picture among the others"),
    STREAM_USAGE(Where.LITELLM, "stream_options.include_usage", "", "asked for by the gate, to know the cost"),
    STREAM(
            Where.LITELLM,
            "stream",
            "^/model/[^ ]*/(converse-stream|invoke-with-response-stream) ",
            "another call of Bedrock's API"),
    ROLE(
            Where.LITELLM,
            "(messages\\[]|input\\[message])\\.role",
            "\"system\"|Operator note",
            "a system text, or a note in the user's turn"),
    FORMAT(Where.LITELLM, ".*media_type", "\"format\":\"(png|pdf)\"", "the format in Bedrock's own words"),
    NOT_PARALLEL(
            Where.LITELLM,
            "parallel_tool_calls",
            "\"disable_parallel_tool_use\":true",
            "the same in Anthropic's words"),
    AUTO(Where.LITELLM, "tool_choice", "\"toolChoice\":\\{\"(auto|any)\"", "the same in Bedrock's words"),
    EFFORT(
            Where.LITELLM,
            "reasoning_effort|reasoning\\.effort|output_config\\.effort",
            "\"(effort|maxReasoningEffort|reasoning_effort)\":\"medium\"|\"budget_tokens\":2048",
            "an effort in the model's words, or a budget: 1,024, 2,048 or 4,096 tokens"),
    NEAR_BUDGET(
            Where.LITELLM,
            "thinking\\[enabled]\\.budget_tokens",
            "\"budget_tokens\":(1024|2048|4096)",
            "the nearest of 1,024, 2,048 and 4,096 tokens"),
    SCHEMA_NAME(
            Where.LITELLM,
            "(response_format|text\\.format)\\[json_schema].*",
            "\"json_tool_call\"",
            "a tool whose arguments are the answer"),
    STRICT_SCHEMA(
            Where.LITELLM,
            "(response_format|text\\.format)\\[json_schema].*strict",
            "\"textFormat\"",
            "what Bedrock holds an answer to, it always holds strictly"),
    NAMESPACE(
            Where.LITELLM,
            "input\\[[a-z_]+]\\.namespace|tools\\[namespace]\\.name",
            "\"name\":\"(z_space_1__z_tool_1|z_tool_2)\"",
            "in front of a function's name; a free tool keeps its own"),
    EAGER(
            Where.LITELLM,
            "tools\\[custom]\\.eager_input_streaming",
            "fine-grained-tool-streaming-2025-05-14",
            "the beta for all tools"),
    SYNTAX(Where.LITELLM, "tools\\[.*syntax", "```lark", "a part of the tool's description"),
    REDACTED(Where.LITELLM, "messages.*\\[redacted_thinking].data", "\"redactedContent\"", "the same in base64");

    private enum Where {
        GATE,
        LITELLM
    }

    private final Where where;
    private final Pattern path;
    private final Pattern evidence;
    private final String reason;
    private final ImmutableSet<ApiShape> apis;

    FieldTranslation(Where where, String path, String evidence, String reason, ApiShape... apis) {
        this.where = where;
        this.path = Pattern.compile(path);
        this.evidence = Pattern.compile(evidence);
        this.reason = reason;
        this.apis = ImmutableSet.copyOf(apis);
    }

    String reason() {
        return reason;
    }

    /** The gate's translation of the value, when the body that it sends shows evidence of one. */
    static Optional<FieldTranslation> inGate(Scene scene, Leaf leaf, String after) {
        return find(Where.GATE, scene, leaf, after);
    }

    /** LiteLLM's translation of the value, when the path or the body that Bedrock gets shows evidence of one. */
    static Optional<FieldTranslation> inLiteLlm(Scene scene, Leaf leaf, String arrived) {
        return find(Where.LITELLM, scene, leaf, arrived);
    }

    /** A translation that LiteLLM may apply to the field, for the page that people read; no evidence is asked for. */
    static Optional<FieldTranslation> toldOf(ApiShape api, String path) {
        return Arrays.stream(values())
                .filter(each -> each.where == Where.LITELLM
                        && (each.apis.isEmpty() || each.apis.contains(api))
                        && each.path.matcher(path).matches())
                .findFirst();
    }

    private static Optional<FieldTranslation> find(Where where, Scene scene, Leaf leaf, String after) {
        return Arrays.stream(values())
                .filter(each -> each.where == where
                        && (each.apis.isEmpty() || each.apis.contains(scene.api()))
                        && each.path.matcher(leaf.path()).matches()
                        && each.evidence.matcher(after).find())
                .findFirst();
    }
}
