package dev.portcullis.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How long a caller waits for the first event of a stream: through all parts, and from LiteLLM alone. */
final class FirstByte {
    /** Together fewer than the edge lets through in its window. */
    private static final int WARM_UP = 15;

    private static final int TIMES = 60;
    private static final int DIGITS = 3;
    private static final Buffer BODY = Buffer.buffer(Target.chat("Hello", true));

    private FirstByte() {}

    static void measure(Report report, LiteLlmAndEdge parts, Ledger ledger) {
        report.about("time to first byte");
        try (Caller caller = new Caller(1)) {
            Target all = parts.edge(ledger.key());
            times(caller, all, WARM_UP);
            line(report, "LiteLLM → Bedrock's stand-in", times(caller, parts.litellm(), TIMES));
            line(report, "edge's stand-in → gate → LiteLLM → Bedrock's stand-in", times(caller, all, TIMES));
        }
    }

    private static Histogram times(Caller caller, Target target, int times) {
        Histogram histogram = new Histogram(DIGITS);
        for (int i = 0; i < times; i++) {
            caller.await(() -> one(caller, target, histogram));
        }
        return histogram;
    }

    private static Future<Void> one(Caller caller, Target target, Histogram into) {
        long start = System.nanoTime();
        FirstPart first = new FirstPart(() -> into.recordValue(System.nanoTime() - start));
        return caller.ask(target, BODY, first::take);
    }

    private static void line(Report report, String way, Histogram times) {
        report.figure(
                "first byte of a stream: " + way + ", p50 / p99",
                String.format(
                        Locale.ROOT,
                        "%.1f / %.1f ms",
                        times.getValueAtPercentile(50) / 1e6,
                        times.getValueAtPercentile(99) / 1e6));
    }
}
