package dev.portcullis.gate.shape.field;

import dev.portcullis.catalogue.Model;
import dev.portcullis.gate.picture.PictureSize;
import dev.portcullis.gate.tokens.TokenBound;
import java.util.ArrayList;
import java.util.List;

/**
 * The files inside one body, noted at the places where the tables have them: the same letters in a text are text, and
 * are priced as such.
 */
public final class Attachments {
    /**
     * Pixels of one token. Anthropic states 750 ("Vision", platform documentation); models with patches of 28 by 28
     * pixels have 784. A little fewer, because patches at the edges are not whole.
     */
    private static final long PIXELS_PER_TOKEN = 700;

    private static final int EDGES = 4;

    private final List<Long> pictures = new ArrayList<>();
    private long base64Bytes;
    private long base64Pieces;
    private long documentTokens;

    void picture(String base64, PictureSize size) {
        exclude(base64);
        pictures.add(size.pixels());
    }

    void document(String base64) {
        exclude(base64);
        documentTokens += DocumentBound.tokens(base64);
    }

    private void exclude(String base64) {
        base64Bytes += base64.length();
        // A few more where the pieces at its edges are counted otherwise alone.
        base64Pieces += TokenBound.piecesOfPlain(base64) - EDGES;
    }

    /**
     * Counts what the model reads, in bytes and in tokens, files apart from text.
     *
     * @param json the whole new body
     * @param added bytes that LiteLLM adds to it
     * @param model the model that reads them: no picture takes more of its tokens than it has
     */
    public PromptSize size(
            Model model, byte[] json, long added, CacheMarks marks, long outputTokens, int images, int calls) {
        long bytes = json.length - base64Bytes;
        long pieces = Math.max(0, TokenBound.piecesOfJson(json) - base64Pieces);
        long textTokens = TokenBound.of(pieces, bytes, model.tokenMargin());
        long most = Math.max(1, model.contextTokens());
        long tokens = pictures.stream()
                .mapToLong(pixels -> Math.min(most, pixels / PIXELS_PER_TOKEN + 1))
                .sum();
        return new PromptSize(
                bytes + added,
                textTokens + added,
                tokens,
                Math.min(most, documentTokens),
                marks,
                outputTokens,
                images,
                calls);
    }
}
