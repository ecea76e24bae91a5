package dev.portcullis.gate.shape.table;

import static dev.portcullis.gate.shape.field.Fields.optional;
import static dev.portcullis.gate.shape.field.Fields.required;

import dev.portcullis.gate.shape.field.Either;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.FileData;
import dev.portcullis.gate.shape.field.FreeObject;
import dev.portcullis.gate.shape.field.JsonSchema;
import dev.portcullis.gate.shape.field.ListOf;
import dev.portcullis.gate.shape.field.RefusedField;
import dev.portcullis.gate.shape.field.Scalar;
import dev.portcullis.gate.shape.field.Tagged;

/**
 * {@code POST /v1/messages} and {@code /v1/messages/count_tokens}, from anthropic-sdk-python's {@code types} and
 * {@code types/beta} (August 2026) and what Claude Code sends. Left out although the API has them:
 * {@code metadata.user_id} (nothing here reads it, and LiteLLM takes orders from {@code metadata}),
 * {@code service_tier}, {@code speed} and {@code inference_geo} (other prices and other places), {@code mcp_servers}
 * (a vendor's servers), {@code fallbacks} (another model), and the edit
 * {@code compact_20260112}, whose own tokens the usage of the answer does not count.
 */
public final class MessagesTable {
    private static final Fields TEXT = Fields.of(required("text", Scalar.text()), Parts.CACHE);

    private static final Fields.Field CITATIONS = optional("citations", Fields.of(optional("enabled", Scalar.flag())));

    private static final Fields IMAGE = Fields.of(
            required(
                    "source",
                    Tagged.by("type")
                            .as(base64(true, "image/jpeg", "image/png", "image/gif", "image/webp"), "base64")
                            .refusing(Parts.NO_WEB, "url")
                            .refusing(Parts.NO_FILES, "file")),
            Parts.CACHE);

    private static final Fields DOCUMENT = Fields.of(
            required(
                    "source",
                    Tagged.by("type")
                            .as(base64(false, "application/pdf"), "base64")
                            .as(
                                    Fields.of(
                                            required("media_type", Scalar.words("text/plain")),
                                            required("data", Scalar.text())),
                                    "text")
                            .as(
                                    Fields.of(required(
                                            "content",
                                            Either.of(
                                                    Scalar.text(),
                                                    ListOf.any(Tagged.by("type")
                                                            .as(TEXT, "text")
                                                            .as(IMAGE, "image"))))),
                                    "content")
                            .refusing(Parts.NO_WEB, "url")
                            .refusing(Parts.NO_FILES, "file")),
            optional("title", Scalar.text()),
            optional("context", Scalar.text()),
            CITATIONS,
            Parts.CACHE);

    private static final Fields SEARCH_RESULT = Fields.of(
            required("source", Scalar.text()),
            required("title", Scalar.text()),
            required("content", ListOf.any(Tagged.by("type").as(TEXT, "text"))),
            CITATIONS,
            Parts.CACHE);

    private static final Tagged RESULT_PART = Tagged.by("type")
            .as(TEXT, "text")
            .as(IMAGE, "image")
            .as(DOCUMENT, "document")
            .as(SEARCH_RESULT, "search_result")
            .as(Fields.of(required("tool_name", Scalar.text()), Parts.CACHE), "tool_reference");

    public static final Tagged BLOCK = new Tagged("type", Parts.THOUGHT.variants(), "", false)
            .as(TEXT, "text")
            .as(IMAGE, "image")
            .as(DOCUMENT, "document")
            .as(SEARCH_RESULT, "search_result")
            .as(
                    Fields.of(
                            required("id", Scalar.text()),
                            required("name", Scalar.text()),
                            required("input", new FreeObject()),
                            Parts.CACHE),
                    "tool_use")
            .as(
                    Fields.of(
                            required("tool_use_id", Scalar.text()),
                            optional("content", Either.of(Scalar.text(), ListOf.any(RESULT_PART))),
                            optional("is_error", Scalar.flag()),
                            Parts.CACHE),
                    "tool_result");

    private static final Fields MESSAGE = Fields.of(
            required("role", Scalar.words("user", "assistant", "system")),
            required("content", Either.of(Scalar.text(), ListOf.any(BLOCK))));

    /** The client's own tools, and those of Anthropic's that the client runs itself. */
    private static final Tagged TOOL = Tagged.by("type")
            .as(
                    Fields.of(
                            required("name", Scalar.text()),
                            optional("description", Scalar.text()),
                            required("input_schema", JsonSchema.ofTool()),
                            optional("input_examples", ListOf.any(new FreeObject())),
                            optional("strict", Scalar.flag()),
                            optional("defer_loading", Scalar.flag()),
                            optional("eager_input_streaming", Scalar.flag()),
                            Parts.CACHE),
                    "custom")
            .unmarkedAs("custom")
            .as(clientTool(), "bash_20250124", "memory_20250818")
            .as(
                    clientTool(),
                    "tool_search_tool_regex",
                    "tool_search_tool_regex_20251119",
                    "tool_search_tool_bm25",
                    "tool_search_tool_bm25_20251119")
            .as(clientTool(), "text_editor_20250124", "text_editor_20250429")
            .as(clientTool().after(optional("max_characters", Scalar.whole(1, 1_000_000_000))), "text_editor_20250728")
            .as(computer(), "computer_20250124")
            .as(computer().after(optional("enable_zoom", Scalar.flag())), "computer_20251124")
            .leavingOthers();

    private static final Fields.Field NOT_PARALLEL = optional("disable_parallel_tool_use", Scalar.flag());

    private static final Tagged TOOL_CHOICE = Tagged.by("type")
            .as(Fields.of(NOT_PARALLEL), "auto", "any")
            .as(Fields.of(required("name", Scalar.text()), NOT_PARALLEL), "tool")
            .as(Fields.of(), "none");

    private static final Tagged OUTPUT_FORMAT =
            Tagged.by("type").as(Fields.of(required("schema", JsonSchema.ofAnswer())), "json_schema");

    private static final Fields AMOUNT =
            Fields.of(required("type", Scalar.text()), required("value", Scalar.whole(0, 10_000_000)));

    private static final Tagged CONTEXT_EDIT = Tagged.by("type")
            .as(
                    Fields.of(
                            optional("trigger", AMOUNT),
                            optional("keep", AMOUNT),
                            optional("clear_at_least", AMOUNT),
                            optional("exclude_tools", ListOf.any(Scalar.text())),
                            optional("clear_tool_inputs", Either.of(Scalar.flag(), ListOf.any(Scalar.text())))),
                    "clear_tool_uses_20250919")
            .as(
                    Fields.of(optional(
                            "keep",
                            Either.of(
                                    Scalar.words("all"),
                                    Tagged.by("type")
                                            .as(Fields.of(), "all")
                                            .as(
                                                    Fields.of(required("value", Scalar.whole(1, 1_000_000))),
                                                    "thinking_turns")))),
                    "clear_thinking_20251015")
            .leavingOthers();

    public static final Fields FIELDS = Fields.of(
            required("model", Scalar.text()),
            required("max_tokens", Parts.tokens()),
            required("messages", ListOf.some(MESSAGE)),
            optional(
                    "system",
                    Either.of(Scalar.text(), ListOf.any(Tagged.by("type").as(TEXT, "text")))),
            optional("tools", ListOf.keepingOne(TOOL)),
            optional("tool_choice", TOOL_CHOICE),
            optional("thinking", Parts.THINKING),
            optional(
                    "output_config",
                    Fields.of(
                            optional("effort", Scalar.words("low", "medium", "high", "xhigh", "max")),
                            optional("format", OUTPUT_FORMAT))),
            // The older place of output_config.format.
            optional("output_format", OUTPUT_FORMAT),
            optional("context_management", Fields.of(optional("edits", ListOf.any(CONTEXT_EDIT)))),
            Parts.CACHE,
            optional("stop_sequences", ListOf.upTo(8191, Scalar.text())),
            optional("temperature", Scalar.number(0, 1)),
            optional("top_p", Scalar.number(0, 1)),
            optional("top_k", Scalar.whole(0, 1_000_000)),
            optional("stream", Scalar.flag()),
            // Anthropic's SDKs go on with the whole conversation when they read this code.
            optional("thread", new RefusedField(Parts.NOT_STORED, "thread_unsupported_request")),
            optional("previous_message_id", new RefusedField(Parts.NOT_STORED)),
            optional("container", new RefusedField("There are no containers: let the client run the code")));

    /** The fields that can be counted; the others would not change the number. */
    public static final Fields COUNTED = FIELDS.without(
            "max_tokens", "context_management", "stop_sequences", "temperature", "top_p", "top_k", "stream");

    private MessagesTable() {}

    private static Fields base64(boolean picture, String... mediaTypes) {
        return Fields.of(required("media_type", Scalar.words(mediaTypes)), required("data", new FileData(picture)));
    }

    private static Fields computer() {
        return clientTool()
                .after(required("display_width_px", Scalar.whole(1, 100_000)))
                .after(required("display_height_px", Scalar.whole(1, 100_000)))
                .after(optional("display_number", Scalar.whole(0, 100_000)));
    }

    private static Fields clientTool() {
        return Fields.of(required("name", Scalar.text()), optional("strict", Scalar.flag()), Parts.CACHE);
    }
}
