package dev.portcullis.gate.shape;

import static dev.portcullis.gate.shape.Fields.optional;
import static dev.portcullis.gate.shape.Fields.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Model;

/**
 * {@code POST /v1/embeddings}, from openai-python. {@code encoding_format} is left out, and every answer has plain
 * numbers: the SDK asks for {@code base64} unasked and takes numbers too, while LiteLLM would take the word for a wish
 * for one-bit vectors. Lists of token numbers are refused: they are of OpenAI's tokenizer.
 */
final class EmbeddingsTable {
    static final Fields FIELDS = Fields.of(
            required("model", Scalar.text()),
            required("input", Either.of(Scalar.text(), new ListOf(Scalar.text(), 1, 2048, false))),
            optional("dimensions", Scalar.whole(1, 100_000)),
            // Cohere's own.
            optional("input_type", Scalar.words("search_document", "search_query", "classification", "clustering")));

    /** Cohere's own bound ("texts", Amazon Bedrock's parameters of Cohere Embed): one call has room for no more. */
    private static final int COHERE_MOST = 96;

    private EmbeddingsTable() {}

    /**
     * How many calls Bedrock gets: LiteLLM sends Cohere's models a whole list, and Amazon's one text after the other.
     *
     * @throws Refused for a list that the model cannot take
     */
    static int calls(ObjectNode fresh, Model model) throws Refused {
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
