package dev.portcullis.gate.shape.table;

import static dev.portcullis.gate.shape.field.Fields.optional;
import static dev.portcullis.gate.shape.field.Fields.required;

import dev.portcullis.gate.shape.field.Either;
import dev.portcullis.gate.shape.field.FieldKind;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.InlineData;
import dev.portcullis.gate.shape.field.ListOf;
import dev.portcullis.gate.shape.field.Only;
import dev.portcullis.gate.shape.field.RefusedField;
import dev.portcullis.gate.shape.field.Scalar;
import dev.portcullis.gate.shape.field.Tagged;

/**
 * {@code POST /v1/chat/completions}, from openai-python's {@code types/chat} (August 2026), cut to what Bedrock's
 * Converse can honour. Left out although the API has them: {@code seed}, {@code logprobs}, {@code logit_bias} and the
 * penalties (no model here obeys them), {@code service_tier} (another price), {@code store}, {@code metadata},
 * {@code user}, {@code prompt_cache_key}, the {@code name} of a message, the {@code filename} of a file and the
 * {@code detail} of a picture (nothing here reads them), {@code web_search_options} (a vendor's server
 * would search, at a price of its own).
 */
public final class ChatTable {
    private static final Fields TEXT = Fields.of(required("text", Scalar.text()), Parts.CACHE);

    private static final FieldKind PICTURE =
            Either.of(Fields.of(required("url", InlineData.ofPicture())), InlineData.ofPicture());

    private static final Fields FILE = Fields.of(
            required(
                    "file",
                    Fields.of(
                            optional("file_data", InlineData.ofDocument()),
                            optional("file_id", new RefusedField(Parts.NO_FILES)))),
            Parts.CACHE);

    private static final FieldKind TEXT_OR_PARTS =
            Either.of(Scalar.text(), ListOf.any(Tagged.by("type").as(TEXT, "text")));

    private static final FieldKind USER_CONTENT = Either.of(
            Scalar.text(),
            ListOf.any(Tagged.by("type")
                    .as(TEXT, "text")
                    .as(Fields.of(required("image_url", PICTURE), Parts.CACHE), "image_url")
                    .as(FILE, "file")));

    private static final FieldKind ASSISTANT_CONTENT = Either.of(
            Scalar.text(),
            ListOf.any(
                    Tagged.by("type").as(TEXT, "text").as(Fields.of(required("refusal", Scalar.text())), "refusal")));

    private static final Tagged TOOL_CALL = Tagged.by("type")
            .as(
                    Fields.of(
                            required("id", Scalar.text()),
                            required(
                                    "function",
                                    Fields.of(required("name", Scalar.text()), required("arguments", Scalar.text())))),
                    "function")
            .unmarkedAs("function");

    public static final Tagged MESSAGE = Tagged.by("role")
            .as(Fields.of(required("content", TEXT_OR_PARTS), Parts.CACHE), "system", "developer")
            .as(Fields.of(required("content", USER_CONTENT), Parts.CACHE), "user")
            .as(
                    Fields.of(
                            optional("content", ASSISTANT_CONTENT),
                            optional("refusal", Scalar.text()),
                            optional("tool_calls", ListOf.any(TOOL_CALL)),
                            // LiteLLM's own, in its answers: Claude wants its signed thoughts back with a tool's
                            // result.
                            optional("reasoning_content", Scalar.text()),
                            optional("thinking_blocks", ListOf.any(Parts.THOUGHT)),
                            Parts.CACHE),
                    "assistant")
            .as(
                    Fields.of(required("tool_call_id", Scalar.text()), required("content", USER_CONTENT), Parts.CACHE),
                    "tool");

    private static final FieldKind RESPONSE_FORMAT = Tagged.by("type")
            .as(Fields.of(), "text", "json_object")
            .as(Fields.of(required("json_schema", Parts.NAMED_SCHEMA)), "json_schema");

    private static final FieldKind TOOL_CHOICE = Either.of(
            Scalar.words("none", "auto", "required"),
            Tagged.by("type").as(Fields.of(required("function", Parts.NAME)), "function"));

    public static final Fields FIELDS = Fields.of(
            required("model", Scalar.text()),
            required("messages", ListOf.some(MESSAGE)),
            optional(
                    "tools",
                    ListOf.keepingOne(Tagged.by("type")
                            .as(Fields.of(required("function", Parts.FUNCTION), Parts.CACHE), "function")
                            .leavingOthers())),
            optional("tool_choice", TOOL_CHOICE),
            optional("parallel_tool_calls", Scalar.flag()),
            optional("response_format", RESPONSE_FORMAT),
            optional("reasoning_effort", Parts.EFFORT),
            // Not OpenAI's: clients of Claude models ask for a thinking budget through this API with it.
            optional("thinking", Parts.THINKING),
            optional("temperature", Scalar.number(0, 2)),
            optional("top_p", Scalar.number(0, 1)),
            optional("stop", Either.of(Scalar.text(), ListOf.upTo(16, Scalar.text()))),
            optional("max_completion_tokens", Parts.tokens()),
            optional("max_tokens", Parts.tokens()),
            optional("n", new Only("1", "Bedrock answers once: send the request again for another answer")),
            optional("stream", Scalar.flag()),
            optional("stream_options", Fields.of(optional("include_usage", Scalar.flag()))));

    private ChatTable() {}
}
