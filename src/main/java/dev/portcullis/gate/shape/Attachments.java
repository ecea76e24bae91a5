package dev.portcullis.gate.shape;

import java.awt.Dimension;
import java.io.IOException;
import java.util.Base64;
import org.apache.commons.imaging.Imaging;

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

    /** Its size stands in a picture's head, behind what a camera wrote about itself. */
    private static final int LONGEST_HEAD = 512 * 1024;

    private long base64Bytes;
    private long pictureTokens;
    private int documents;

    /** A picture whose size cannot be told counts like text. */
    void picture(String base64) {
        base64Bytes += base64.length();
        try {
            String head = base64.substring(0, Math.min(base64.length(), LONGEST_HEAD) / 4 * 4);
            Dimension size = Imaging.getImageSize(Base64.getDecoder().decode(head));
            pictureTokens += (long) size.width * size.height / PIXELS_PER_TOKEN + 1;
        } catch (IOException | RuntimeException e) {
            pictureTokens += base64.length();
        }
    }

    void document(String base64) {
        base64Bytes += base64.length();
        documents++;
    }

    /** @param bodyBytes of the whole new body */
    PromptSize size(long bodyBytes, long outputTokens, int images, int calls) {
        return new PromptSize(bodyBytes - base64Bytes, pictureTokens, documents, outputTokens, images, calls);
    }
}
