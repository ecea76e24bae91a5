package dev.portcullis.gate.shape;

import dev.portcullis.catalogue.Model;
import dev.portcullis.gate.picture.PictureSize;
import java.util.ArrayList;
import java.util.List;

/**
 * The files inside one body, noted at the places where the tables have them: the same letters in a text are text, and
 * are priced as such.
 */
final class Attachments {
    /**
     * Pixels of one token. Anthropic states 750 ("Vision", platform documentation); models with patches of 28 by 28
     * pixels have 784. A little fewer, because patches at the edges are not whole.
     */
    private static final long PIXELS_PER_TOKEN = 700;

    private final List<Long> pictures = new ArrayList<>();
    private long base64Bytes;
    private int documents;

    void picture(String base64, PictureSize size) {
        base64Bytes += base64.length();
        pictures.add(size.pixels());
    }

    void document(String base64) {
        base64Bytes += base64.length();
        documents++;
    }

    /**
     * @param model what reads them: no picture takes more of its tokens than it has
     * @param bodyBytes of the whole new body
     */
    PromptSize size(Model model, long bodyBytes, long outputTokens, int images, int calls) {
        long most = Math.max(1, model.contextTokens());
        long tokens = pictures.stream()
                .mapToLong(pixels -> Math.min(most, pixels / PIXELS_PER_TOKEN + 1))
                .sum();
        return new PromptSize(bodyBytes - base64Bytes, tokens, documents, outputTokens, images, calls);
    }
}
