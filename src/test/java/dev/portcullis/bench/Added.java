package dev.portcullis.bench;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The time that the gate adds to a request with token, key and ledger, against the stub asked directly in turns. */
final class Added {
    private static final int PER_SECOND = 200;
    private static final int TURNS = 4;
    private static final Duration TURN = Duration.ofSeconds(5);
    /** Half of the calls are the other kind. */
    private static final int KINDS = 2;

    private static final int DIGITS = 3;

    private static final List<Buffer> BODIES =
            List.of(Buffer.buffer(Target.chat("Hello", false)), Buffer.buffer(Target.chat("Hello", true)));
    private static final List<String> NAMES = List.of("a whole answer", "a stream, to its last event");

    private Added() {}

    static void measure(Report report, Target stub, Target gate) {
        try (Caller caller = new Caller(200)) {
            // Java compiles what runs often; a host that is up has done so long ago.
            turn(caller, stub, PER_SECOND, histograms());
            turn(caller, gate, 2 * PER_SECOND, histograms());
            turn(caller, gate, 2 * PER_SECOND, histograms());
            report.about("added at " + PER_SECOND + " requests/s");
            Histogram[] direct = histograms();
            Histogram[] through = histograms();
            for (int i = 0; i < TURNS; i++) {
                turn(caller, stub, PER_SECOND, direct);
                turn(caller, gate, PER_SECOND, through);
            }
            for (int kind = 0; kind < KINDS; kind++) {
                add(report, NAMES.get(kind), "p50", 50, 1.0, direct[kind], through[kind]);
                add(report, NAMES.get(kind), "p99", 99, 5.0, direct[kind], through[kind]);
            }
        }
    }

    private static void turn(Caller caller, Target target, int perSecond, Histogram[] into) {
        OpenLoop.run(caller, perSecond, TURN, i -> caller.ask(target, BODIES.get(i % KINDS)), into);
    }

    private static void add(
            Report report, String name, String mark, double percent, double most, Histogram direct, Histogram through) {
        double without = direct.getValueAtPercentile(percent) / 1e6;
        double with = through.getValueAtPercentile(percent) / 1e6;
        report.figure(
                "added to " + name + " at " + PER_SECOND + " requests/s, " + mark,
                String.format(Locale.ROOT, "%.2f ms (%.2f − %.2f)", with - without, with, without),
                String.format(Locale.ROOT, "≤ %.0f ms", most),
                with - without <= most);
    }

    private static Histogram[] histograms() {
        Histogram[] kinds = new Histogram[KINDS];
        for (int i = 0; i < KINDS; i++) {
            kinds[i] = new Histogram(DIGITS);
        }
        return kinds;
    }
}
