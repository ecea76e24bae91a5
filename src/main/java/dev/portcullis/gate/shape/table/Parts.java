package dev.portcullis.gate.shape.table;

import static dev.portcullis.gate.shape.field.Fields.optional;
import static dev.portcullis.gate.shape.field.Fields.required;

import dev.portcullis.gate.shape.field.FieldKind;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.JsonSchema;
import dev.portcullis.gate.shape.field.Scalar;
import dev.portcullis.gate.shape.field.Tagged;

/** Fields that more than one API has, and the reasons that more than one table gives. */
public final class Parts {
    static final String NOT_STORED = "Nothing is stored between requests: send the whole conversation";
    static final String NO_FILES = "There is no file store: send the file inside the body";
    static final String NO_WEB = "The gateway fetches nothing from the web: send the file inside the body";

    /** {@code scope} stays behind: Bedrock has one cache per account. */
    public static final Fields CACHE_CONTROL =
            Fields.of(required("type", Scalar.words("ephemeral")), optional("ttl", Scalar.words("5m", "1h")));

    static final Fields.Field CACHE = optional("cache_control", CACHE_CONTROL);

    static final Tagged THINKING = Tagged.by("type")
            .as(
                    Fields.of(
                            required("budget_tokens", Scalar.whole(1, 10_000_000)), optional("display", Scalar.text())),
                    "enabled")
            .as(Fields.of(optional("display", Scalar.text())), "adaptive")
            .as(Fields.of(), "disabled");

    /** A model's thoughts, which it wants back while it uses tools. */
    static final Tagged THOUGHT = Tagged.by("type")
            .as(Fields.of(required("thinking", Scalar.text()), required("signature", Scalar.opaque())), "thinking")
            .as(Fields.of(required("data", Scalar.opaque())), "redacted_thinking");

    /** A schema by its name, as chat nests it and responses does not. */
    static final Fields NAMED_SCHEMA = Fields.of(
            required("name", Scalar.text()),
            optional("description", Scalar.text()),
            required("schema", JsonSchema.ofAnswer()),
            optional("strict", Scalar.flag()));

    static final Fields FUNCTION = Fields.of(
            required("name", Scalar.text()),
            optional("description", Scalar.text()),
            optional("parameters", JsonSchema.ofTool()),
            optional("strict", Scalar.flag()));

    /** Those that LiteLLM knows; any other is its 500. */
    static final FieldKind EFFORT = Scalar.words("none", "minimal", "low", "medium", "high", "xhigh", "max");

    static final Fields NAME = Fields.of(required("name", Scalar.text()));

    private Parts() {}

    /** Far above what any model writes; the model's own bound is applied after it is known. */
    static Scalar tokens() {
        return Scalar.whole(1, 10_000_000);
    }
}
