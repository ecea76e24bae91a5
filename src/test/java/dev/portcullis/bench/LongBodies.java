package dev.portcullis.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Bodies as long as a route takes, which must not cost a small heap its life. */
final class LongBodies {
    private static final int LENGTH = 24 * 1024 * 1024;
    private static final int AT_ONCE = 8;
    private static final int PARTS = 8;
    /** More than what stands around a text. */
    private static final int FRAME = 100;

    /** The head of a PNG of one pixel in base64. */
    private static final String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV";

    private static final double NANOS = 1e9;
    private static final String ANSWERED = "answered";
    /** The only right answer to a text of 24 MiB: no model reads as much. */
    private static final String TOO_LONG = "refused as too long for the model";

    private static final Buffer SHORT = Buffer.buffer(Target.chat("Hello", false));

    private LongBodies() {}

    static void measure(Report report, PackedGate gate, Target target) {
        Buffer text = body("a long prompt ");
        Buffer escaped = body("\\u00e4\\n");
        Buffer wide = body("ä€ ");
        report.about("bodies of 24 MiB");
        try (Caller caller = new Caller(AT_ONCE)) {
            send(report, gate, caller, target, "one body of 24 MiB, plain text", TOO_LONG, List.of(text));
            send(report, gate, caller, target, "one body of 24 MiB, escapes", TOO_LONG, List.of(escaped));
            send(report, gate, caller, target, "one body of 24 MiB, beyond Latin-1", TOO_LONG, List.of(wide));
            send(
                    report,
                    gate,
                    caller,
                    target,
                    "one body of 24 MiB, eight texts of 3 MiB",
                    TOO_LONG,
                    List.of(eightTexts()));
            send(
                    report,
                    gate,
                    caller,
                    target,
                    "one body of 24 MiB, ASCII and one wide character",
                    TOO_LONG,
                    List.of(oneWide()));
            send(
                    report,
                    gate,
                    caller,
                    target,
                    "one body of 24 MiB, a picture as a data URI",
                    ANSWERED,
                    List.of(picture()));
            List<Buffer> many = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                many.add(text);
            }
            send(report, gate, caller, target, AT_ONCE + " bodies of 24 MiB at once", TOO_LONG, many);
        }
    }

    private static void send(
            Report report,
            PackedGate gate,
            Caller caller,
            Target target,
            String what,
            String expected,
            List<Buffer> bodies) {
        long before = gate.outOfMemory();
        long start = System.nanoTime();
        String came = came(caller, target, bodies);
        double seconds = (System.nanoTime() - start) / NANOS;
        boolean serves = came(caller, target, List.of(SHORT)).equals(ANSWERED);
        boolean whole = gate.outOfMemory() == before;
        String value = came + (whole ? "" : ", out of memory") + (serves ? "" : ", serves no more");
        report.figure(
                what,
                String.format(Locale.ROOT, "%s; %.1f s, %d MiB", value, seconds, gate.residentMib()),
                expected,
                value.equals(expected));
    }

    /** Waits for all of them, whatever comes of each. */
    private static String came(Caller caller, Target target, List<Buffer> bodies) {
        Set<String> came = new ConcurrentSkipListSet<>();
        caller.await(() -> Future.join(bodies.stream()
                        .map(body -> caller.ask(target, body)
                                .map(ANSWERED)
                                .otherwise(LongBodies::refusal)
                                .onSuccess(came::add))
                        .toList())
                .mapEmpty());
        return String.join(", ", came);
    }

    private static String refusal(Throwable failure) {
        return failure instanceof NotAnswered refused && refused.tooLong() ? TOO_LONG : "not answered: " + failure;
    }

    /** The last letter makes each copy of the text twice as long. */
    private static Buffer oneWide() {
        String frame = Target.chat("@", false);
        return Buffer.buffer(LENGTH)
                .appendString(frame.replace("@", "a".repeat(LENGTH - frame.length() - 3) + "\u20ac"));
    }

    private static Buffer picture() {
        String head = "{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"data:image/png;base64," + PIXEL;
        return Buffer.buffer(LENGTH)
                .appendString(head)
                .appendString("AAAA".repeat((LENGTH - head.length() - FRAME) / 4))
                .appendString("\"}}]}]}");
    }

    /** As long, but no single text of it is: so are pictures and pages of a conversation. */
    private static Buffer eightTexts() {
        String text = "a long prompt ".repeat((LENGTH / PARTS - FRAME) / 14);
        Buffer whole = Buffer.buffer(LENGTH).appendString("{\"model\":\"nova-pro\",\"messages\":[");
        for (int i = 0; i < PARTS; i++) {
            whole.appendString((i == 0 ? "" : ",") + "{\"role\":\"user\",\"content\":\"" + text + "\"}");
        }
        return whole.appendString("]}");
    }

    /** A chat just within the limit, so many times the same words. */
    private static Buffer body(String words) {
        String frame = Target.chat("@", false);
        int room = LENGTH - frame.length();
        Buffer one = Buffer.buffer(words);
        Buffer whole = Buffer.buffer(LENGTH).appendString(frame.substring(0, frame.indexOf('@')));
        for (int used = one.length(); used < room; used += one.length()) {
            whole.appendBuffer(one);
        }
        return whole.appendString(frame.substring(frame.indexOf('@') + 1));
    }
}
