package dev.portcullis.gate.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes as lines of ASCII that an editor can show: what is no printable character is {@code \xNN}. */
final class EscapedBytes {
    private static final int HEX = 16;

    private EscapedBytes() {}

    static String write(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte one : bytes) {
            switch (one) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n\n");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (one >= ' ' && one < 0x7F) {
                        text.append((char) one);
                    } else {
                        text.append(String.format("\\x%02x", one & 0xFF));
                    }
                }
            }
        }
        return text.append('\n').toString();
    }

    /** Line ends count only where they are written out. */
    static byte[] read(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] written = text.getBytes(StandardCharsets.ISO_8859_1);
        int i = 0;
        while (i < written.length) {
            byte one = written[i++];
            if (one == '\n') {
                continue;
            }
            if (one != '\\') {
                bytes.write(one);
                continue;
            }
            byte escaped = written[i++];
            switch (escaped) {
                case 'r' -> bytes.write('\r');
                case 'n' -> bytes.write('\n');
                case 'x' -> {
                    bytes.write(Integer.parseInt(text.substring(i, i + 2), HEX));
                    i += 2;
                }
                default -> bytes.write(escaped);
            }
        }
        return bytes.toByteArray();
    }
}
