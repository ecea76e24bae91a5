package dev.portcullis.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;

/** Bodies as long as a route takes, which must not cost a small heap its life. */
final class LongBodies {
    private static final int LENGTH = 32 * 1024 * 1024;
    private static final int AT_ONCE = 8;
    private static final double NANOS = 1e9;

    private LongBodies() {}

    static void measure(Report report, PackedGate gate, Target target) {
        Buffer text = body("a long prompt ");
        Buffer escaped = body("\\u00e4\\n");
        Buffer wide = body("ä€ ");
        report.about("bodies of 32 MiB");
        try (Caller caller = new Caller(AT_ONCE)) {
            send(report, gate, caller, target, "one body of 32 MiB, plain text", List.of(text));
            send(report, gate, caller, target, "one body of 32 MiB, escapes", List.of(escaped));
            send(report, gate, caller, target, "one body of 32 MiB, beyond Latin-1", List.of(wide));
            List<Buffer> many = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                many.add(text);
            }
            send(report, gate, caller, target, AT_ONCE + " bodies of 32 MiB at once", many);
        }
    }

    private static void send(
            Report report, PackedGate gate, Caller caller, Target target, String what, List<Buffer> bodies) {
        long start = System.nanoTime();
        String came = came(caller, target, bodies);
        boolean serves = came(caller, target, List.of(Buffer.buffer(Target.chat("Hello", false))))
                .equals("answered");
        String end = gate.outOfMemory() ? "out of memory, " : serves ? "" : "dead, ";
        report.figure(
                what,
                String.format(
                        Locale.ROOT,
                        "%s%s in %.1f s, %d MiB",
                        end,
                        came,
                        (System.nanoTime() - start) / NANOS,
                        gate.residentMib()),
                "answered",
                end.isEmpty() && came.equals("answered"));
    }

    private static String came(Caller caller, Target target, List<Buffer> bodies) {
        try {
            caller.await(() -> Future.all(bodies.stream()
                            .map(body -> caller.ask(target, body))
                            .toList())
                    .mapEmpty());
            return "answered";
        } catch (CompletionException e) {
            return "refused (" + e.getCause() + ")";
        }
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
