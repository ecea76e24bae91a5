package dev.portcullis.gate.shape.field;

/**
 * The most that a request can use, before any tokenizer has seen it.
 *
 * @param textBytes the bytes of the new body without the files in it: no tokenizer makes more tokens than bytes
 * @param textTokens at most, by a count of pieces: see {@link dev.portcullis.gate.tokens.TokenBound}
 * @param pictureTokens by their pixels
 * @param documentTokens by their bytes and pages
 * @param marks by which parts of the prompt may be written to a cache, which costs more than reading them
 * @param outputTokens the bound that the new body states; 0 where the API has no answer in tokens
 * @param images asked for
 * @param calls that Bedrock gets for it
 */
public record PromptSize(
        long textBytes,
        long textTokens,
        long pictureTokens,
        long documentTokens,
        CacheMarks marks,
        long outputTokens,
        int images,
        int calls) {
    private static final long FAR = 4;

    /**
     * Whether no model with such a context could read the text, whatever its tokenizer makes of it: the bound was at most
     * 3.6 times a real count, for runs of blanks and the largest margin.
     */
    public boolean isFarBeyond(long contextTokens) {
        return textTokens / FAR > contextTokens;
    }

    /** All that a model is given to read, at most. */
    public long promptTokens() {
        return textTokens + pictureTokens + documentTokens;
    }
}
