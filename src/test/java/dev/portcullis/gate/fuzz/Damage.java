package dev.portcullis.gate.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes with one thing changed. */
final class Damage {
    private static final List<String> WORDS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\u0000",
            " ",
            "\t",
            ":",
            "0",
            "-1",
            "\r\n\r\n",
            "\"",
            "\\",
            "\\ud800",
            "[",
            "{",
            "}",
            "NaN",
            "1e999",
            "\u00ff",
            "\u00c0\u00af",
            "GET / HTTP/1.1\r\n",
            "Content-Length: 5\r\n",
            "Transfer-Encoding: chunked\r\n");

    private Damage() {}

    static byte[] of(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] other = bytes.clone();
                other[at] ^= (byte) (1 << random.nextInt(8));
                yield other;
            }
            case 1 -> joined(bytes, at, new byte[0], to);
            case 2 -> joined(bytes, to, Arrays.copyOfRange(bytes, at, to), to);
            case 3 -> Arrays.copyOf(bytes, at);
            default ->
                joined(
                        bytes,
                        at,
                        WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.ISO_8859_1),
                        random.nextBoolean() ? at : to);
        };
    }

    private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
        byte[] all = Arrays.copyOf(bytes, head + middle.length + bytes.length - tail);
        System.arraycopy(middle, 0, all, head, middle.length);
        System.arraycopy(bytes, tail, all, head + middle.length, bytes.length - tail);
        return all;
    }
}
