package dev.portcullis.gate.shape.strict;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The parser guesses UTF-16 and UTF-32, skips a byte order mark and lets overlong forms pass; this looks first, without
 * keeping a copy.
 */
final class Utf8 {
    private Utf8() {}

    static void check(byte[] body) throws MalformedBody {
        if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            throw new MalformedBody("body", "it begins with a byte order mark. Send UTF-8 without one");
        }
        for (int i = 0; i < body.length; i++) {
            // UTF-16 and UTF-32 have zero bytes, and JSON never does.
            if (body[i] == 0) {
                throw new MalformedBody("body", "there is a zero byte at offset " + i);
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer chars = CharBuffer.allocate(8192);
        CoderResult result = decoder.decode(bytes, chars, true);
        while (result.isOverflow()) {
            chars.clear();
            result = decoder.decode(bytes, chars, true);
        }
        if (result.isError()) {
            throw new MalformedBody("body", "it is not UTF-8 at offset " + bytes.position());
        }
    }
}
