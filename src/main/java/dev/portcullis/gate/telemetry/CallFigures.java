package dev.portcullis.gate.telemetry;

import dev.portcullis.gate.ledger.money.Consumption;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Money, tokens, calls and latency by one label: the name of the key or of the model. */
final class CallFigures {
    /** Measured: the series of 101 keys and 101 models with every outcome take 1 MiB of the heap. */
    static final int MOST_NAMES = 100;

    private static final double[] SECONDS = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600};
    private static final double MICROS = 1e6;

    private final BoundedLabel names = new BoundedLabel(MOST_NAMES);
    private final Counter cost;
    private final Counter tokens;
    private final Counter calls;
    private final Histogram seconds;
    private final Histogram firstByte;

    /** @param label {@code key} or {@code model}, a part of each metric's name too */
    CallFigures(String label, PrometheusRegistry registry) {
        String metric = "portcullis_gate_" + label + "_";
        cost = Counter.builder()
                .name(metric + "cost_usd_total")
                .help("US dollars of calls that are over, by " + label
                        + ", as they are settled; the ledger is the book")
                .labelNames(label)
                .register(registry);
        tokens = Counter.builder()
                .name(metric + "tokens_total")
                .help("Tokens of calls that are over, by " + label + " and kind; no kind contains another")
                .labelNames(label, "kind")
                .register(registry);
        calls = Counter.builder()
                .name(metric + "calls_total")
                .help("Calls that are over, by " + label + " and outcome")
                .labelNames(label, "outcome")
                .register(registry);
        seconds = histogram(label, metric + "call_seconds", "From a call's head to the end of its answer", registry);
        firstByte = histogram(
                label, metric + "first_byte_seconds", "From a call's head to the model's first byte", registry);
    }

    private static Histogram histogram(String label, String name, String help, PrometheusRegistry registry) {
        return Histogram.builder()
                .name(name)
                .help(help + ", by " + label)
                .labelNames(label)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
    }

    void count(String given, EndedCall call) {
        String name = names.of(given);
        cost.labelValues(name).inc(call.cost().micros() / MICROS);
        Consumption used = call.used();
        tokens.labelValues(name, "input").inc(used.input());
        tokens.labelValues(name, "output").inc(used.output());
        tokens.labelValues(name, "cache_read").inc(used.cacheRead());
        tokens.labelValues(name, "cache_write").inc(used.cacheWrite5m() + used.cacheWrite1h());
        calls.labelValues(name, call.outcome().word()).inc();
        seconds.labelValues(name).observe(call.milliseconds() / 1000.0);
        call.toFirstByte().ifPresent(milliseconds -> firstByte.labelValues(name).observe(milliseconds / 1000.0));
    }
}
