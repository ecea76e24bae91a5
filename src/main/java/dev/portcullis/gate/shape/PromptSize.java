package dev.portcullis.gate.shape;

/**
 * How much a request can use at most, before any tokenizer has seen it.
 *
 * @param textBytes of the new body without the files in it: no tokenizer makes more tokens than there are bytes
 * @param pictureTokens by their pixels
 * @param documents files whose pages nobody has counted
 * @param outputTokens the bound that the new body states; 0 where the API has no answer in tokens
 * @param images asked for
 * @param calls that Bedrock gets for it
 */
public record PromptSize(long textBytes, long pictureTokens, int documents, long outputTokens, int images, int calls) {}
