package dev.portcullis.gate.shape.field;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The tokens of a document, by its bytes and its pages. A model reads a page's text and, of a PDF, a picture of it:
 * Anthropic states 1,500 to 3,000 tokens of text a page ("PDF support", platform documentation) and the picture's own.
 */
final class DocumentBound {
    private static final long TOKENS_PER_PAGE = 8_000;
    /** Anthropic takes no PDF of more pages with its largest context. */
    private static final long MOST_PAGES = 600;
    /** The fewest bytes of a page in a document whose pages are packed and cannot be counted. */
    private static final long BYTES_PER_PAGE = 4 * 1024;

    /** The files of newer office programs are ZIP archives: their text may be a thousand times as long as they are. */
    private static final String PACKED = "PK";

    private DocumentBound() {}

    /** May be more than any model reads. */
    static long tokens(String base64) {
        byte[] file = bytes(base64);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.startsWith(PACKED)) {
            return Integer.MAX_VALUE;
        }
        if (!text.startsWith("%PDF")) {
            return file.length;
        }
        long counted = pages(text);
        long packed = text.contains("/ObjStm") ? file.length / BYTES_PER_PAGE + 1 : 1;
        return file.length + Math.min(MOST_PAGES, Math.max(counted, packed)) * TOKENS_PER_PAGE;
    }

    /** Objects of the type "Page", however it is spaced. */
    private static long pages(String pdf) {
        long pages = 0;
        for (int at = pdf.indexOf("/Page"); at >= 0; at = pdf.indexOf("/Page", at + 1)) {
            int next = at + "/Page".length();
            pages += next == pdf.length() || !Character.isLetter(pdf.charAt(next)) ? 1 : 0;
        }
        return pages;
    }

    /** Text that is not base64 is counted as it stands. */
    private static byte[] bytes(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return base64.getBytes(StandardCharsets.UTF_8);
        }
    }
}
