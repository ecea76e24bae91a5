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
 * {@code POST /v1/responses}, from openai-python's {@code types/responses} (August 2026) and what Codex sends. LiteLLM
 * turns it into a Converse call, which sets the bounds. Nothing is stored, so whatever points at something stored is
 * refused. {@code store} is left out whatever it says: the API's own default is {@code true}, so that to refuse it
 * would be to refuse those who write down the default. Also left out: {@code metadata}, {@code client_metadata},
 * {@code user}, {@code prompt_cache_key}, {@code filename} and {@code detail} (nothing here reads them), {@code service_tier} (another price),
 * {@code truncation} and {@code context_management} (a vendor's servers do that), and the {@code id} and
 * {@code status} of items: LiteLLM reads the name of a deployment out of some ids, and goes there.
 */
public final class ResponsesTable {
    private static final Tagged PART = Tagged.by("type")
            .as(Fields.of(required("text", Scalar.text())), "input_text", "output_text")
            .as(Fields.of(required("refusal", Scalar.text())), "refusal")
            .as(
                    Fields.of(
                            optional("image_url", InlineData.ofPicture()),
                            optional("file_id", new RefusedField(Parts.NO_FILES))),
                    "input_image")
            .as(
                    Fields.of(
                            optional("file_data", InlineData.ofDocument()),
                            optional("file_url", new RefusedField(Parts.NO_WEB)),
                            optional("file_id", new RefusedField(Parts.NO_FILES))),
                    "input_file");

    private static final FieldKind TEXT_OR_PARTS = Either.of(Scalar.text(), ListOf.any(PART));

    private static final Fields.Field CALL_ID = required("call_id", Scalar.text());

    public static final Tagged ITEM = Tagged.by("type")
            .as(
                    Fields.of(
                            required("role", Scalar.words("user", "assistant", "system", "developer")),
                            required("content", TEXT_OR_PARTS)),
                    "message")
            .unmarkedAs("message")
            .as(
                    Fields.of(
                            CALL_ID,
                            required("name", Scalar.text()),
                            optional("namespace", Scalar.text()),
                            required("arguments", Scalar.text())),
                    "function_call")
            .as(
                    Fields.of(
                            CALL_ID,
                            required("name", Scalar.text()),
                            optional("namespace", Scalar.text()),
                            required("input", Scalar.text())),
                    "custom_tool_call")
            .as(
                    Fields.of(CALL_ID, required("output", TEXT_OR_PARTS)),
                    "function_call_output",
                    "custom_tool_call_output")
            .as(
                    Fields.of(
                            optional("summary", texts("summary_text")),
                            optional("content", texts("reasoning_text")),
                            optional("encrypted_content", Scalar.opaque())),
                    "reasoning")
            .refusing(Parts.NOT_STORED + ". Clients do so when `store: false` is set", "item_reference")
            .leaving("web_search_call");

    private static final Tagged OWN_TOOL = Tagged.by("type")
            .as(Parts.FUNCTION, "function")
            .as(
                    Fields.of(
                            required("name", Scalar.text()),
                            optional("description", Scalar.text()),
                            optional(
                                    "format",
                                    Tagged.by("type")
                                            .as(Fields.of(), "text")
                                            .as(
                                                    Fields.of(
                                                            required("syntax", Scalar.words("lark", "regex")),
                                                            required("definition", Scalar.text())),
                                                    "grammar"))),
                    "custom")
            .leavingOthers();

    private static final Tagged TOOL = OWN_TOOL.as(
            Fields.of(
                    required("name", Scalar.text()),
                    optional("description", Scalar.text()),
                    required("tools", ListOf.keepingOne(OWN_TOOL))),
            "namespace");

    private static final FieldKind TOOL_CHOICE = Either.of(
            Scalar.words("none", "auto", "required"),
            Tagged.by("type")
                    .as(Parts.NAME, "function", "custom")
                    .as(
                            Fields.of(
                                    required("mode", Scalar.words("auto", "required")),
                                    required(
                                            "tools",
                                            ListOf.keepingOne(Tagged.by("type")
                                                    .as(Parts.NAME, "function", "custom")
                                                    .leavingOthers()))),
                            "allowed_tools"));

    private static final Fields TEXT_CONFIG = Fields.of(
            optional(
                    "format",
                    Tagged.by("type").as(Fields.of(), "text", "json_object").as(Parts.NAMED_SCHEMA, "json_schema")),
            optional("verbosity", Scalar.text()));

    public static final Fields FIELDS = Fields.of(
            required("model", Scalar.text()),
            required("input", Either.of(Scalar.text(), ListOf.some(ITEM))),
            optional("instructions", Scalar.text()),
            optional("tools", ListOf.keepingOne(TOOL)),
            optional("tool_choice", TOOL_CHOICE),
            optional("parallel_tool_calls", Scalar.flag()),
            optional("reasoning", Fields.of(optional("effort", Parts.EFFORT), optional("summary", Scalar.text()))),
            optional("text", TEXT_CONFIG),
            optional("include", ListOf.upTo(16, Scalar.text())),
            optional("temperature", Scalar.number(0, 2)),
            optional("top_p", Scalar.number(0, 1)),
            optional("max_output_tokens", Parts.tokens()),
            optional("stream", Scalar.flag()),
            optional("background", new Only("false", "Nothing is stored: ask for a stream and stay connected")),
            optional(
                    "previous_response_id",
                    new RefusedField(Parts.NOT_STORED + ". Clients do so when `store: false` is set")),
            optional("conversation", new RefusedField(Parts.NOT_STORED)),
            optional(
                    "prompt", new RefusedField("There are no stored prompts: send its text in instructions or input")));

    private ResponsesTable() {}

    private static FieldKind texts(String type) {
        return ListOf.any(Tagged.by("type").as(Fields.of(required("text", Scalar.text())), type));
    }
}
