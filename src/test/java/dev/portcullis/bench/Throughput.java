package dev.portcullis.bench;

import java.time.Duration;
import java.util.Locale;

/** The most that gate and LiteLLM answer on this machine, each alone: the gate before the stub, LiteLLM before Bedrock's. */
final class Throughput {
    private static final int CALLERS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final double LEAST = 10;

    private Throughput() {}

    static void measure(Report report, Target gate, Target litellm) {
        report.about("throughput of the gate");
        double gates = most(gate);
        report.figure("gate: whole answers per second at most, " + CALLERS + " callers with one key", number(gates));
        report.about("throughput of LiteLLM");
        double others = most(litellm);
        report.figure("LiteLLM: whole answers per second at most, " + CALLERS + " callers", number(others));
        double ratio = gates / others;
        report.figure("throughput, gate / LiteLLM", number(ratio) + "×", "≥ 10×", ratio >= LEAST);
    }

    private static double most(Target target) {
        ClosedLoop.run(CALLERS, target, WARM_UP);
        return ClosedLoop.run(CALLERS, target, TIME);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
