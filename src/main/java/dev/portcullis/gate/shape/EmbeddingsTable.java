package dev.portcullis.gate.shape;

import static dev.portcullis.gate.shape.Fields.optional;
import static dev.portcullis.gate.shape.Fields.required;

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

    private EmbeddingsTable() {}
}
