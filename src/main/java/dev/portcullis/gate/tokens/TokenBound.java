package dev.portcullis.gate.tokens;

/**
 * The most tokens that a model makes of a text. The text is a JSON body with its escapes undone: the longest piece at
 * each place is one token, every other byte is one, and so is every digit, since tokenizers group those differently. A
 * margin is added, which the catalogue has for each model, and no bound is above the number of bytes, which no
 * tokenizer exceeds.
 */
public final class TokenBound {
    private static final int WINDOW = 16 * 1024;
    /** Blanks that begin a line are a token together with the line's end. */
    private static final int INDENT = 32;

    private final Pieces pieces = Pieces.shipped();
    private final byte[] window = new byte[WINDOW];
    private int filled;
    private long count;

    private TokenBound() {}

    /**
     * The bound.
     *
     * @param pieces the text's pieces
     * @param bytes the text's bytes
     * @param margin in hundredths
     */
    public static long of(long pieces, long bytes, int margin) {
        return Math.min(bytes, (pieces * margin + 99) / 100);
    }

    /** The pieces of a JSON text in UTF-8. */
    public static long piecesOfJson(byte[] json) {
        TokenBound bound = new TokenBound();
        for (int i = 0; i < json.length; i++) {
            byte one = json[i];
            if (one == '\\' && i + 1 < json.length) {
                i++;
                one = escaped(json[i]);
            }
            bound.add(one);
        }
        return bound.end();
    }

    /**
     * Counts base64 and other text that JSON does not escape, as {@link #piecesOfJson} does where it stands in a
     * string.
     */
    public static long piecesOfPlain(CharSequence ascii) {
        TokenBound bound = new TokenBound();
        for (int i = 0; i < ascii.length(); i++) {
            bound.add((byte) ascii.charAt(i));
        }
        return bound.end();
    }

    private long end() {
        take(filled);
        return count;
    }

    private void add(byte one) {
        if (filled == WINDOW) {
            take(WINDOW - Pieces.LONGEST - INDENT);
        }
        window[filled++] = one;
    }

    /** Counts the tokens that begin before {@code end}, and moves the rest to the front. */
    private void take(int end) {
        int at = 0;
        while (at < end) {
            int length = piece(at);
            count++;
            at += length;
            if (window[at - 1] == '\n') {
                at = indented(at);
            }
        }
        System.arraycopy(window, at, window, 0, filled - at);
        filled -= at;
    }

    private int piece(int at) {
        int most = Math.min(Pieces.LONGEST, filled - at);
        int longest = 1;
        long hash = Pieces.START;
        for (int i = 0; i < most; i++) {
            hash = Pieces.grow(hash, window[at + i]);
            if (i > 0 && pieces.has(hash)) {
                longest = i + 1;
            }
        }
        return longest;
    }

    private int indented(int from) {
        int at = from;
        while (at < filled && at - from < INDENT && (window[at] == ' ' || window[at] == '\t')) {
            at++;
        }
        // The last blank belongs to the word behind it.
        return at > from && at < filled ? at - 1 : at;
    }

    private static byte escaped(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> letter;
        };
    }
}
