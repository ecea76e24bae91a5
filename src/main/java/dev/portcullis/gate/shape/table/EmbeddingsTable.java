package dev.portcullis.gate.shape.table;

import static dev.portcullis.gate.shape.field.Fields.optional;
import static dev.portcullis.gate.shape.field.Fields.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Model;
import dev.portcullis.gate.shape.field.Either;
import dev.portcullis.gate.shape.field.FieldKind;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.ListOf;
import dev.portcullis.gate.shape.field.Scalar;
import dev.portcullis.gate.shape.field.TokenNumbers;
import dev.portcullis.gate.shape.strict.Refused;

/**
 * {@code POST /v1/embeddings}, from openai-python. {@code encoding_format} goes no further, since LiteLLM would take
 * {@code base64} as a request for one-bit vectors: the gate writes the numbers so itself. The SDKs for Node and .NET ask
 * for it unasked. Token numbers become the text that they stand for.
 */
public final class EmbeddingsTable {
    private static final FieldKind TEXT = Either.of(Scalar.text(), new TokenNumbers());

    public static final Fields FIELDS = Fields.of(
            required("model", Scalar.text()),
            required("input", Either.of(TEXT, new ListOf(TEXT, 1, 2048, false))),
            optional("encoding_format", Scalar.words("float", "base64")),
            optional("dimensions", Scalar.whole(1, 100_000)),
            // Cohere's own.
            optional("input_type", Scalar.words("search_document", "search_query", "classification", "clustering")));

    /** Cohere's own bound ("texts", Amazon Bedrock's parameters of Cohere Embed): one call has room for no more. */
    private static final int COHERE_MOST = 96;

    private EmbeddingsTable() {}

    /**
     * The number of calls to Bedrock: LiteLLM sends Cohere's models a whole list, and Amazon's one text after the
     * other.
     *
     * @throws Refused for a list that the model cannot take
     */
    public static int calls(ObjectNode fresh, Model model) throws Refused {
        int texts = Math.max(1, fresh.path("input").size());
        if (!model.vendor().equals("cohere")) {
            return texts;
        }
        if (texts > COHERE_MOST) {
            throw Refused.invalid(
                    "input: expected at most " + COHERE_MOST + " texts for " + model.name() + ", got " + texts);
        }
        return 1;
    }
}
