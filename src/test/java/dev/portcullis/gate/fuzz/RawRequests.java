package dev.portcullis.gate.fuzz;

import dev.portcullis.gate.fuzz.FuzzInput.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests of good form in every dress that HTTP allows, of wrong form, and with a byte changed somewhere. */
final class RawRequests {
    private static final String CHAT = "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    /** Each gives a head a second meaning, or none. */
    private static final List<String> WRONG_FIELDS = List.of(
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding: \u000bchunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 4",
            "Content-Length: 4\r\nContent-Length: 4",
            "Content-Length: 4, 4",
            "Content-Length: +4",
            "Content-Length: -4",
            "Content-Length: 0x4",
            "Content-Length: 4 4",
            "Content-Length: 1234567890123456789",
            "Content-Length:",
            "Host: other.example.com",
            "Host: x",
            ": nameless",
            "no colon",
            "na me: x",
            "name\t: x",
            "na\"me: x",
            " folded: x",
            "x: a\r\n b",
            "x: a\u0000b",
            "x: a\u007fb",
            "x: a\nb",
            "x: a\rb");

    private static final List<String> WRONG_LINES = List.of(
            "GET  /v1/models HTTP/1.1",
            "GET /v1/models  HTTP/1.1",
            " GET /v1/models HTTP/1.1",
            "GET\t/v1/models HTTP/1.1",
            "GET /v1/models\tHTTP/1.1",
            "GET /v1/models HTTP/1.1 ",
            "GET /v1/mod els HTTP/1.1",
            "GET /v1/models HTTP/2.0",
            "GET /v1/models HTTP/1.2",
            "GET /v1/models http/1.1",
            "GET /v1/models",
            "GET /v1/models\u0000 HTTP/1.1",
            "G(T /v1/models HTTP/1.1",
            "GET /v1/models HTTP/1.1\u0000");
    private static final List<String> WRONG_CHUNKS = List.of(
            " 2\r\n{}\r\n0\r\n\r\n",
            "2 \r\n{}\r\n0\r\n\r\n",
            "\t2\r\n{}\r\n0\r\n\r\n",
            "0x2\r\n{}\r\n0\r\n\r\n",
            "+2\r\n{}\r\n0\r\n\r\n",
            "-2\r\n{}\r\n0\r\n\r\n",
            "2\n{}\r\n0\r\n\r\n",
            "2\r{}\r\n0\r\n\r\n",
            "2\r\n{}x\r\n0\r\n\r\n",
            "2\r\n{}\n0\r\n\r\n",
            "\r\n2\r\n{}\r\n0\r\n\r\n",
            ";a\r\n{}\r\n0\r\n\r\n",
            "123456789\r\n",
            "2\r\n{}\r\n0\r\nno colon\r\n\r\n",
            "2\r\n{}\r\n0\r\n: x\r\n\r\n");

    private RawRequests() {}

    static FuzzInput make(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> input("raw good", Promise.SERVED, good(random));
            case 1 -> input("raw chunks", Promise.ANSWERED, chunked(random));
            case 2 -> input("raw wrong field", Promise.REFUSED, withField(pick(WRONG_FIELDS, random), random));
            case 3 -> input("raw wrong line", Promise.REFUSED, head(pick(WRONG_LINES, random)) + "\r\n");
            case 4 ->
                input(
                        "raw wrong chunk",
                        Promise.REFUSED,
                        post() + "Transfer-Encoding: chunked\r\n\r\n" + pick(WRONG_CHUNKS, random) + inner());
            default -> new FuzzInput("raw damaged", Promise.ENDED, damaged(random));
        };
    }

    private static FuzzInput input(String kind, Promise promise, String text) {
        return new FuzzInput(kind, promise, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** One to three on one connection. */
    private static String good(Random random) {
        StringBuilder all = new StringBuilder();
        int count = 1 + random.nextInt(3);
        for (int i = 1; i <= count; i++) {
            List<String> fields = new ArrayList<>(
                    List.of("hOsT:" + " ".repeat(random.nextInt(3)) + "x\t", "a: b", "A:", "x-y: \u00e9"));
            fields.add(i == count ? "Connection: close" : "connection: keep-alive");
            if (random.nextBoolean()) {
                fields.add("Content-Length: 000");
            }
            Collections.shuffle(fields, random);
            all.append(random.nextBoolean() ? "GET /v1/models" : "GET /v1/key?a=%2F")
                    .append(" HTTP/1.1\r\n");
            all.append(FuzzInput.CREDENTIALS)
                    .append(String.join("\r\n", fields))
                    .append("\r\n\r\n");
        }
        return all.toString();
    }

    private static String chunked(Random random) {
        StringBuilder request = new StringBuilder(post() + "Connection: close\r\ntransfer-encoding: Chunked\r\n\r\n");
        String extension = pick(List.of("", "", ";a", ";a=b", ";a=\"b c\""), random);
        for (int at = 0; at < CHAT.length(); ) {
            int length = Math.min(CHAT.length() - at, 1 + random.nextInt(30));
            String size = Integer.toHexString(length);
            request.append(random.nextBoolean() ? size : "000" + size.toUpperCase(Locale.ROOT));
            request.append(extension)
                    .append("\r\n")
                    .append(CHAT, at, at + length)
                    .append("\r\n");
            at += length;
        }
        return request + pick(List.of("0\r\n\r\n", "00;x\r\n\r\n", "0\r\nx: y\r\n\r\n"), random);
    }

    private static String withField(String field, Random random) {
        boolean post = random.nextBoolean();
        return (post ? post() : head("GET /v1/models HTTP/1.1")) + field + "\r\n\r\n" + inner();
    }

    private static byte[] damaged(Random random) {
        String good = random.nextBoolean() ? good(random) : chunked(random);
        byte[] bytes = good.getBytes(StandardCharsets.ISO_8859_1);
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            bytes = Damage.of(bytes, random);
        }
        return bytes;
    }

    private static String head(String line) {
        return line + "\r\nHost: x\r\n" + FuzzInput.CREDENTIALS;
    }

    private static String post() {
        return head("POST /v1/chat/completions HTTP/1.1") + "content-type: application/json\r\n";
    }

    /** A good request that closes, which a smuggler appends to an ambiguous one. */
    private static String inner() {
        return head("GET /v1/models HTTP/1.1") + "connection: close\r\n\r\n";
    }
}
